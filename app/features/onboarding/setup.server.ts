import { countSome } from "../../platform/db/count-some.server.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { carrierAccounts } from "../carriers/public.server.ts";
import { shownToShoppers } from "../delivery/public.server.ts";
import { readSwitches } from "../intents/public.server.ts";
import { stockContradictions } from "../inventory/public.server.ts";
import { readLocationSettings } from "../locations/public.server.ts";
import { needsNow } from "../risks/public.server.ts";
import type { Sees } from "./domain/public.ts";
import { checksOf, type Check, type SetupFacts } from "./domain/checks.ts";
import { isSettled, stepsOf, type Step } from "./domain/steps.ts";
import { countFaults } from "./faults.server.ts";

/** A block that shoppers see is asked for at least once in so many days. */
const SHOWN_WITHIN_MS = 30 * 86_400_000;

/** A check, and whether this shop does without it. */
interface ShownCheck extends Check {
  readonly skipped: boolean;
}

/** Where the shop stands between installed and live. Times are ISO 8601. */
interface Setup {
  readonly steps: readonly Step[];
  readonly checks: readonly ShownCheck[];
  readonly sees: Sees;
  /** When Shopify was asked last; null: not yet. */
  readonly lookedAt: string | null;
  /** Somebody asked for another look, which has not come yet. */
  readonly looking: boolean;
}

/** Steps and checks as they are now. */
export async function readSetup(tx: ShopTx, now: Date): Promise<Setup> {
  const skipped = await readSkipped(tx);
  const locations = await readLocationSettings(tx);
  const look = await readLook(tx);
  const facts: SetupFacts = {
    lookedAt: look.lookedAt,
    accounts: look.accounts,
    orderPages: look.orderPages,
    shown: await shownToShoppers(tx, new Date(now.getTime() - SHOWN_WITHIN_MS)),
    granted: look.granted,
    faults: await countFaults(tx),
  };
  return {
    steps: await readSteps(tx, skipped),
    checks: checksOf(facts).map((check) => ({ ...check, skipped: skipped.has(check.name) })),
    sees: {
      ...(await stockContradictions(tx)),
      locations: locations.filter(({ active }) => active).length,
      items: await countSome(tx, "from inventory_item where shop_id = $1 and deleted_at is null", [tx.shopId]),
      orders: await countSome(tx, "from shop_order where shop_id = $1", [tx.shopId]),
      atRisk: (await needsNow(tx, now)).kinds.reduce((sum, { count }) => sum + count, 0),
    },
    lookedAt: look.lookedAt?.toISOString() ?? null,
    looking: look.askedAt !== null,
  };
}

/** What Home shows of it: nothing once every step is done or skipped. */
export async function openSetup(tx: ShopTx, now: Date): Promise<Setup | null> {
  return isSettled(await readSteps(tx, await readSkipped(tx))) ? null : readSetup(tx, now);
}

async function readSteps(tx: ShopTx, skipped: ReadonlySet<string>): Promise<Step[]> {
  const [row] = await tx.rows<{ imported: boolean; set: number }>(
    `select exists (select 1 from shop_profile where shop_id = $1 and reconciled_to is not null) as imported,
            (select count(*)::int from location_setting where shop_id = $1) as set`,
    [tx.shopId],
  );
  return stepsOf(
    {
      imported: row?.imported ?? false,
      locationsSet: row?.set ?? 0,
      carriers: (await carrierAccounts(tx)).filter(({ enabled }) => enabled).length,
      effectsOn: Object.keys(await readSwitches(tx)).length,
    },
    skipped,
  );
}

interface Look {
  readonly lookedAt: Date | null;
  readonly askedAt: Date | null;
  readonly accounts: string;
  readonly orderPages: SetupFacts["orderPages"];
  readonly granted: readonly string[];
}

async function readLook(tx: ShopTx): Promise<Look> {
  const [row] = await tx.rows<Look & Record<string, unknown>>(
    `select l.looked_at as "lookedAt", l.asked_at as "askedAt", coalesce(l.accounts, '') as accounts,
            coalesce(l.order_pages, '') as "orderPages", p.scopes as granted
       from shop_profile p left join setup_look l on l.shop_id = p.shop_id where p.shop_id = $1`,
    [tx.shopId],
  );
  return row ?? { lookedAt: null, askedAt: null, accounts: "", orderPages: "", granted: [] };
}

async function readSkipped(tx: ShopTx): Promise<Set<string>> {
  const rows = await tx.rows<{ what: string }>("select what from setup_skip where shop_id = $1", [tx.shopId]);
  return new Set(rows.map(({ what }) => what));
}
