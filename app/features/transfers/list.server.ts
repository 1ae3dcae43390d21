import type { TransferId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { readLocations } from "../inventory/public.server.ts";
import type { TransferStatus } from "./domain/transfer.ts";
import type { TransferFilter } from "./domain/transfer-filter.ts";
import { readSetting } from "./setting.server.ts";

const PAGE = 50;

/** A transfer as the list shows it. */
export interface ListedTransfer {
  readonly id: TransferId;
  readonly name: string;
  readonly status: TransferStatus;
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly units: number;
  readonly received: number;
  readonly createdAt: Date;
}

/** One page of the list, with what was asked for and is not there yet. */
export async function transfersPage(tx: ShopTx, filter: TransferFilter) {
  const rows = await listTransfers(tx, filter, PAGE + 1);
  const backwards = filter.before !== null;
  const more = rows.length > PAGE;
  const page = backwards ? rows.slice(-PAGE) : rows.slice(0, PAGE);
  const { connectedAt } = await readSetting(tx);
  return {
    filter,
    rows: page,
    before: (backwards ? more : filter.after !== null) ? (page.at(0)?.id ?? null) : null,
    after: backwards || more ? (page.at(-1)?.id ?? null) : null,
    plans: await openPlans(tx),
    locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
    connected: connectedAt !== null,
  };
}

/** At most so many transfers of the filter, in its order, behind or before its place. Deleted ones only when they are asked for. */
export async function listTransfers(tx: ShopTx, filter: TransferFilter, limit: number): Promise<ListedTransfer[]> {
  const { status, from, to, search, oldest, after, before } = filter;
  const upwards = oldest === (before === null);
  const rows = await tx.rows<ListedTransfer & Record<string, unknown>>(
    `select t.transfer_id as id, t.name, t.status, f.name as "fromName", d.name as "toName", t.created_at as "createdAt",
            coalesce((select sum(l.quantity) from transfer_line l where l.shop_id = t.shop_id and l.transfer_id = t.transfer_id), 0)::int as units,
            coalesce((select sum(g.accepted + g.rejected) from shipment s join shipment_line g on g.shop_id = s.shop_id and g.shipment_id = s.shipment_id
                       where s.shop_id = t.shop_id and s.transfer_id = t.transfer_id), 0)::int as received
       from transfer t
       left join location f on f.shop_id = t.shop_id and f.location_id = t.origin_id
       left join location d on d.shop_id = t.shop_id and d.location_id = t.destination_id
      where t.shop_id = $1 and ($2::text is null or t.status = $2) and ($2 is not null or t.status <> 'DELETED')
        and ($3::bigint is null or t.origin_id = $3) and ($4::bigint is null or t.destination_id = $4)
        and ($5 = '' or position(lower($5) in lower(t.name)) > 0 or exists (
              select 1 from transfer_line l join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
               where l.shop_id = t.shop_id and l.transfer_id = t.transfer_id and position(lower($5) in lower(concat_ws(' ', i.title, i.variant_title, i.sku))) > 0))
        and ($6::bigint is null or t.transfer_id ${upwards ? ">" : "<"} $6)
      order by t.transfer_id ${upwards ? "asc" : "desc"} limit $7`,
    [tx.shopId, status, from, to, search, after ?? before, limit],
  );
  return before === null ? rows : rows.reverse();
}

/** Transfers that somebody asked for here and Shopify has not made: on their way, refused, or asking a person. */
function openPlans(tx: ShopTx) {
  return tx.rows<{
    id: string;
    fromName: string | null;
    toName: string | null;
    units: number;
    status: "waiting" | "refused" | "asks" | "cancelled";
    codes: string[];
  }>(
    `select p.plan_id as id, f.name as "fromName", d.name as "toName",
            (select sum(quantity) from transfer_plan_line l where l.shop_id = p.shop_id and l.plan_id = p.plan_id)::int as units,
            case when i.status in ('refused', 'asks', 'cancelled') then i.status else 'waiting' end as status,
            array(select jsonb_array_elements_text(coalesce(i.outcome->'codes', '[]'))) as codes
       from transfer_plan p
       join intent i on i.shop_id = p.shop_id and i.intent_id = p.intent_id and i.status <> 'done'
       left join location f on f.shop_id = p.shop_id and f.location_id = p.origin_id
       left join location d on d.shop_id = p.shop_id and d.location_id = p.destination_id
      where p.shop_id = $1 and p.transfer_id is null order by p.plan_id desc limit 20`,
    [tx.shopId],
  );
}
