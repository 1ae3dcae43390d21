import { setImmediate } from "node:timers/promises";
import type { FulfillmentOrderId, ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { asksForPersonal, runRules } from "../automation/domain/public.ts";
import type { Rule } from "../automation/domain/rule.ts";
import { readLive } from "../automation/public.server.ts";
import { personalFactsOf } from "../orders/public.server.ts";
import type { CostModel } from "../routing/domain/cost.ts";
import { factsOf } from "../routing/domain/public.ts";
import type { RoutingSnapshot } from "../routing/domain/snapshot.ts";
import { tryCosts, type ChangedOrder, type CostPreview } from "./domain/cost-preview.ts";
import { hasShipped } from "./domain/parted.ts";
import { rulesFinder } from "./domain/rules.ts";
import { unpackSnapshot } from "./pack.server.ts";
import { newestSnapshots } from "./snapshots.server.ts";

const DAY_MS = 86_400_000;
/** Enough to see what a number does, and a tenth of a second of decisions. */
const PREVIEW = { days: 30, most: 500 };
/** The web process has other pages to answer: after so long it lets them. */
const TURN_MS = 20;

/** A preview as a page shows it: orders by their names, null when they are gone. */
export interface ShownPreview extends Omit<CostPreview, "rows"> {
  readonly rows: readonly (ChangedOrder & { readonly name: string | null })[];
}

/**
 * Decides the newest orders of the last 30 days anew with the stored numbers and with those that are tried, by the rules of today, in memory: it has nothing
 * to write with. Of one that shipped in part both are decided, what left and the rest. Undefined: nothing was kept of that time.
 */
export async function previewCosts(
  shopId: ShopId,
  { currency, stored, tried }: { readonly currency: string; readonly stored: CostModel; readonly tried: CostModel },
  now: Date,
): Promise<ShownPreview | undefined> {
  const { past, sets, personal } = await inShop(shopId, async (tx) => {
    const found = await newestSnapshots(tx, new Date(now.getTime() - PREVIEW.days * DAY_MS), PREVIEW.most);
    const live = (await readLive(tx, "order.routing", now)).map((set) => ({
      ...set,
      rules: set.rules as readonly Rule[],
    }));
    const asks = live.some(({ rules }) => asksForPersonal(rules));
    const ids = [...new Set(found.map(({ orderId }) => orderId))];
    return { past: found, sets: live, personal: asks ? await personalFactsOf(tx, ids) : undefined };
  });
  if (past.length === 0) return undefined;
  const findRules = rulesFinder([{ since: 0, sets }]);
  const trial = tryCosts(currency, stored, tried);
  const names = new Map(past.map(({ orderId, name }) => [orderId, name]));
  const newer = new Map<FulfillmentOrderId, RoutingSnapshot>();
  let unreadable = 0;
  let turn = performance.now();
  for (const { orderId, fulfillmentOrderId, format, body } of past) {
    const snapshot = unpackSnapshot(format, body);
    const next = newer.get(fulfillmentOrderId);
    if (snapshot === undefined) unreadable += 1;
    // Decided again before any of it had left: the later decision took its place.
    else if (next === undefined || hasShipped(snapshot.fulfillmentOrder.lines, next)) {
      newer.set(fulfillmentOrderId, snapshot);
      const facts = factsOf(snapshot, personal?.get(orderId) ?? null);
      const { rules } = findRules(snapshot.at, snapshot.about?.order.channel ?? null);
      trial.add({ orderId, snapshot, directives: facts === null ? null : runRules(rules, facts).directives });
    }
    if (performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    turn = performance.now();
  }
  const preview = trial.preview(unreadable);
  return { ...preview, rows: preview.rows.map((row) => ({ ...row, name: names.get(row.orderId) ?? null })) };
}
