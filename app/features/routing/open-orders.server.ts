import type { FulfillmentOrderId, RuleVersionId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { wakeLane } from "../../platform/lanes.server.ts";
import type { PersonalFacts } from "../automation/domain/facts.ts";
import { readRuleSet } from "../automation/domain/public.ts";
import { readLive, readSets, readVersion, readyRules } from "../automation/public.server.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { readSwitches, recordIntents } from "../intents/public.server.ts";
import { IS_REST, readRoutable, type RoutableFulfillmentOrder } from "../orders/public.server.ts";
import { decideBy, type Decision } from "./domain/decide.ts";
import { withPromised, type Promised } from "./domain/promised.ts";
import type { RoutingSnapshot } from "./domain/snapshot.ts";
import { loadSnapshots } from "./load-snapshots.server.ts";
import { askRules, readPersonal, type RoutingRules, type Said } from "./rules.server.ts";
import { IS_PACKED, putCases, type CaseStatus, type RoutingCase } from "./store.server.ts";

/** A fulfillment order with what speaks against deciding it again by other rules. */
export interface OpenOrder extends RoutableFulfillmentOrder {
  readonly orderName: string;
  /** Null when nothing was ever to be decided of it. */
  readonly caseStatus: CaseStatus | null;
  /** It has a parcel of ours that is neither void nor, of an open rest, under way. */
  readonly hasParcel: boolean;
  /** Some of its units have been shipped, and the rest is not Shopify's to move. */
  readonly isBegun: boolean;
}

/** The shop's open and held fulfillment orders and open rests, those of the oldest orders first (at most `count`), or those with these ids. */
export async function readOpenOrders(
  tx: ShopTx,
  which: { readonly count: number } | { readonly ids: readonly FulfillmentOrderId[] },
): Promise<OpenOrder[]> {
  type Row = Pick<OpenOrder, "id" | "orderName" | "caseStatus" | "hasParcel" | "isBegun">;
  const rows = await tx.rows<Row & Record<string, unknown>>(
    `select f.fulfillment_order_id as id, o.name as "orderName", c.status as "caseStatus",
            exists (select 1 from parcel p where ${IS_PACKED}) as "hasParcel",
            not ${IS_REST} and exists (select 1 from fulfillment_order_line l
                     where l.shop_id = f.shop_id and l.fulfillment_order_id = f.fulfillment_order_id and l.remaining < l.total) as "isBegun"
       from fulfillment_order f
       join shop_order o on o.shop_id = f.shop_id and o.order_id = f.order_id
       left join routing_case c on c.shop_id = f.shop_id and c.fulfillment_order_id = f.fulfillment_order_id
      where f.shop_id = $1 and case when $2::bigint[] is null then f.status in ('OPEN', 'ON_HOLD') or ${IS_REST} else f.fulfillment_order_id = any($2) end
      order by o.placed_at, f.fulfillment_order_id limit $3`,
    [tx.shopId, "ids" in which ? which.ids : null, "ids" in which ? null : which.count],
  );
  const routable = await readRoutable(tx, { ids: rows.map(({ id }) => id) });
  const byId = new Map(routable.map((each) => [each.id, each]));
  return rows.flatMap((row) => {
    const fulfillmentOrder = byId.get(row.id);
    return fulfillmentOrder ? [{ ...fulfillmentOrder, ...row }] : [];
  });
}

/** The shop's live rules with one version in place of what is live of its set. Undefined: there is no such version, or its rules are not finished. */
export async function rulesWith(tx: ShopTx, versionId: RuleVersionId, now: Date): Promise<RoutingRules | undefined> {
  const version = await readVersion(tx, versionId);
  const sets = (await readSets(tx)).filter(({ trigger }) => trigger === "order.routing");
  const set = sets.find(({ setId }) => setId === version?.setId);
  if (version === undefined || set === undefined) return undefined;
  const { trigger, channels, handlesAll } = set;
  if ("faults" in readRuleSet({ trigger, channels, handlesAll, rules: version.rules })) return undefined;
  const others = (await readLive(tx, trigger, now)).filter(({ setId }) => setId !== set.setId);
  const place = (id: string) => sets.findIndex(({ setId }) => setId === id);
  return readyRules([...others, { ...version, trigger, channels }].sort((a, b) => place(a.setId) - place(b.setId)));
}

/** A fulfillment order as rules would be tried on it. */
export interface Trial {
  readonly snapshot: RoutingSnapshot;
  readonly personal: PersonalFacts | null;
}

/** Reads what decisions of these fulfillment orders look at now. One each, in the order given. */
export async function loadTrials(
  tx: ShopTx,
  fulfillmentOrders: readonly RoutableFulfillmentOrder[],
  rules: RoutingRules,
  now: Date,
): Promise<Trial[]> {
  const { hold, route } = await readSwitches(tx);
  const orderIds = [...new Set(fulfillmentOrders.map(({ orderId }) => orderId))];
  const personal = await readPersonal(tx, rules, orderIds);
  const snapshots = await loadSnapshots(
    tx,
    fulfillmentOrders.map((fulfillmentOrder) => ({
      fulfillmentOrder,
      refusals: [],
      canHold: hold !== undefined,
      canPart: hold !== undefined && route !== undefined,
      cause: "rules",
    })),
    now,
  );
  return snapshots.map((snapshot) => ({
    snapshot,
    personal: personal.get(snapshot.fulfillmentOrder.orderId) ?? null,
  }));
}

/** What these rules would decide, when others have been promised some of the stock. Nothing is stored and nobody is asked. */
export function tryRules(
  rules: RoutingRules,
  { snapshot: loaded, personal }: Trial,
  promised: Promised,
): { readonly snapshot: RoutingSnapshot; readonly decision: Decision; readonly said: Said } {
  const snapshot = withPromised(loaded, promised);
  const said = askRules(rules, snapshot, personal);
  return { snapshot, decision: decideBy(snapshot, said?.directives ?? null), said };
}

/**
 * A person chose that the live rules decide these anew: the refresh lane does, as any other; of what we hold, our hold is released first. Returns those for
 * which it was begun: a hold stays where the merchant has switched off that we touch holds.
 */
export async function decideByRules(
  tx: ShopTx,
  fulfillmentOrders: readonly RoutableFulfillmentOrder[],
  now: Date,
): Promise<Set<FulfillmentOrderId>> {
  const begun = new Set<FulfillmentOrderId>();
  const free = fulfillmentOrders.filter(({ holds }) => holds.length === 0);
  await putCases(tx, free, "due", "rules", now);
  for (const { id } of free) begun.add(id);
  for (const { id, orderId, holds } of fulfillmentOrders) {
    if (holds.length === 0) continue;
    const releases = holds.map((hold): NewIntent => ({
      kind: "fulfillmentOrder.release",
      orderId,
      subject: hold.id,
      input: { fulfillmentOrderId: id, handle: hold.handle ?? "", cause: "rules" },
    }));
    if ((await recordIntents(tx, releases, now)).length > 0) begun.add(id);
  }
  if (free.length > 0) wakeLane(tx, "refresh");
  return begun;
}

/** Of what people chose for other rules: whatever somebody has packed since is left as it is. Returns those. */
export async function restPacked(tx: ShopTx, due: readonly RoutingCase[]): Promise<Set<FulfillmentOrderId>> {
  const chosen = due.filter(({ cause }) => cause === "rules").map(({ fulfillmentOrderId }) => fulfillmentOrderId);
  if (chosen.length === 0) return new Set();
  const rows = await tx.rows<{ id: FulfillmentOrderId }>(
    `update routing_case c set status = 'decided' from fulfillment_order f
      where c.shop_id = $1 and c.fulfillment_order_id = any($2::bigint[])
        and f.shop_id = c.shop_id and f.fulfillment_order_id = c.fulfillment_order_id and exists (select 1 from parcel p where ${IS_PACKED})
      returning c.fulfillment_order_id as id`,
    [tx.shopId, chosen],
  );
  return new Set(rows.map(({ id }) => id));
}
