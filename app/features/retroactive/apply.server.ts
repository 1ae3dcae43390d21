import {
  readId,
  type FulfillmentOrderId,
  type OrderId,
  type RuleSetId,
  type RuleVersionId,
  type ShopId,
} from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { noteChange } from "../automation/public.server.ts";
import { lockOrdersOf } from "../orders/public.server.ts";
import { decideByRules, readOpenOrders, type OpenOrder } from "../routing/public.server.ts";
import { barOf, type Bar } from "./domain/bar.ts";
import { versionToApply } from "./version.server.ts";

/** One that somebody chose from the list: the fulfillment order, and the read of Shopify that it was listed from. */
export interface Chosen {
  readonly id: FulfillmentOrderId;
  readonly readNo: string;
}

/** What was told of a chosen one at once. `changed`: it is not as it was listed any more, and is decided as it is now. */
export interface ToldOf {
  readonly id: FulfillmentOrderId;
  /** Null: it is gone. */
  readonly orderId: OrderId | null;
  readonly told: "taken" | "changed" | Bar;
}

/** `notLive`: only the rules that decide what comes now can be applied. `seq`: of the entry that keeps what was told (applied.server.ts). */
export type AppliedAnswer =
  { readonly kind: "applied"; readonly seq: string } | { readonly kind: "notLive" | "nothing" };

/** Most chosen at once: as many as are looked at. */
const MOST = 1_000;

/** Reads `id:readNo id:readNo …`; what is none is left out, and each counts once. */
export function readChosen(text: string): Chosen[] {
  const pairs = text.split(" ").flatMap((part) => {
    const [id, readNo] = part.split(":").map((each) => readId<FulfillmentOrderId>(each));
    return id === undefined || readNo === undefined ? [] : [[id, { id, readNo }] as const];
  });
  return [...new Map(pairs).values()].slice(0, MOST);
}

/**
 * A person chose open orders for a version's rules: those that nothing speaks against become due, and are decided by what is live as any other, from what
 * Shopify shows then. Writes down what was told of each.
 */
export function applyToOpen(
  shopId: ShopId,
  {
    setId,
    versionId,
    chosen,
  }: { readonly setId: RuleSetId; readonly versionId: RuleVersionId; readonly chosen: readonly Chosen[] },
  who: string,
  now: Date,
): Promise<AppliedAnswer> {
  return inShop(shopId, async (tx): Promise<AppliedAnswer> => {
    const version = await versionToApply(tx, setId, versionId, now);
    if (version?.isLive !== true) return { kind: "notLive" };
    if (chosen.length === 0) return { kind: "nothing" };
    const orders = await tellOf(tx, chosen, now);
    const count = orders.filter(({ told }) => told === "taken" || told === "changed").length;
    const data = { count, orders };
    const seq = await noteChange(tx, { setId, versionId, code: "version.applied", who, at: now, data });
    return { kind: "applied", seq };
  });
}

async function tellOf(tx: ShopTx, chosen: readonly Chosen[], now: Date): Promise<ToldOf[]> {
  const ids = chosen.map(({ id }) => id);
  // A read of Shopify that is being mirrored comes before us or after us.
  await lockOrdersOf(tx, ids);
  const open = new Map((await readOpenOrders(tx, { ids })).map((each) => [each.id, each]));
  const free = [...open.values()].filter((each) => barOf(each) === null);
  const begun = await decideByRules(tx, free, now);
  return chosen.map(({ id, readNo }): ToldOf => {
    const each = open.get(id);
    return { id, orderId: each?.orderId ?? null, told: each === undefined ? "gone" : told(each, readNo) };
  });

  function told(each: OpenOrder, readNo: string): ToldOf["told"] {
    const bar = barOf(each);
    if (bar !== null) return bar;
    if (!begun.has(each.id)) return "holdsOff";
    return each.readNo === readNo ? "taken" : "changed";
  }
}
