import { parseId, type FulfillmentOrderId, type OrderId, type RuleSetId, type ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { readChange, readSets } from "../automation/public.server.ts";
import type { ToldOf } from "./apply.server.ts";
import { becameOf, type Became } from "./domain/became.ts";

/** A chosen order: what was told of it, and what has become of it. */
interface AppliedOrder extends ToldOf {
  readonly name: string | null;
  /** Null for one that was refused. */
  readonly became: Became | null;
}

/** What has become of the orders that somebody chose. Undefined: no such entry. */
export function appliedPage(shopId: ShopId, setId: RuleSetId, seq: string) {
  return inShop(shopId, async (tx) => {
    const set = (await readSets(tx)).find((each) => each.setId === setId);
    const change = await readChange(tx, setId, seq);
    if (set === undefined || change?.code !== "version.applied") return undefined;
    // Written by applyToOpen.
    const told = change.data["orders"] as readonly ToldOf[];
    const now = await readNow(tx, told, change.at);
    return {
      set: { setId, name: set.name },
      number: change.number,
      at: change.at.toISOString(),
      orders: told.map((each): AppliedOrder => {
        const row = now.get(each.id);
        const isTaken = each.told === "taken" || each.told === "changed";
        return { ...each, name: row?.name ?? null, became: isTaken && row ? becameOf(row) : null };
      }),
    };
  });
}

type Now = Parameters<typeof becameOf>[0] & { readonly name: string };

async function readNow(tx: ShopTx, told: readonly ToldOf[], since: Date): Promise<Map<FulfillmentOrderId, Now>> {
  const known = told.flatMap(({ id, orderId }) => (orderId === null ? [] : [{ id, orderId }]));
  const rows = await tx.rows<Now & { id: FulfillmentOrderId; order_id: OrderId }>(
    `select x.id, o.name, f.status, c.status as "caseStatus", d.outcome,
            coalesce((select array_agg(i.status) from intent i
                       where i.shop_id = $1 and i.order_id = x.order_id and i.kind in ('fulfillmentOrder.move', 'fulfillmentOrder.hold')
                         and i.input->>'decisionId' = d.decision_id::text), '{}') as intents
       from unnest($2::bigint[], $3::bigint[]) as x(id, order_id)
       join shop_order o on o.shop_id = $1 and o.order_id = x.order_id
       left join fulfillment_order f on f.shop_id = $1 and f.fulfillment_order_id = x.id
       left join routing_case c on c.shop_id = $1 and c.fulfillment_order_id = x.id
       left join lateral (select decision_id, outcome from routing_decision r
                           where r.shop_id = $1 and r.order_id = x.order_id and r.fulfillment_order_id = x.id and r.decided_at >= $4
                           order by decision_id desc limit 1) d on true`,
    [tx.shopId, known.map(({ id }) => id), known.map(({ orderId }) => orderId), since],
  );
  return new Map(rows.map((row) => [parseId<FulfillmentOrderId>(row.id), row]));
}
