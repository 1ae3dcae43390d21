import type { FaultKind } from "./domain/checks.ts";

/** Goods that are sold and sent: what is archived, a draft or a service needs no weight. */
const SOLD = "i.deleted_at is null and i.requires_shipping and i.product_status not in ('ARCHIVED', 'DRAFT')";

const SHARED = `i.sku <> ''
  and exists (select 1 from inventory_item j where j.shop_id = i.shop_id and j.sku = i.sku and j.item_id <> i.item_id and j.deleted_at is null
               and j.requires_shipping and j.product_status not in ('ARCHIVED', 'DRAFT'))
  and not exists (select 1 from shared_item s where s.shop_id = i.shop_id and s.item_id = i.item_id)
  and not exists (select 1 from shared_component c where c.shop_id = i.shop_id and c.component_id = i.item_id)`;

/** Where the things of a kind are, and when one is faulty. `id`: of the thing. */
interface FaultSql {
  readonly from: string;
  readonly id: string;
  readonly faulty: string;
}

const ofItem = (faulty: string): FaultSql => ({
  from: "inventory_item i",
  id: "i.item_id",
  faulty: `i.shop_id = $1 and ${SOLD} and ${faulty}`,
});

/** SQL of each kind; $1 is the shop. What is faulty is asked of the mirror again whenever it is shown: what was mended since is not. */
export const FAULT_SQL: Readonly<Record<FaultKind, FaultSql>> = {
  address: {
    from: "location i",
    id: "i.location_id",
    faulty: `i.shop_id = $1 and i.deleted_at is null and i.active and not i.is_fulfillment_service
      and (i.fulfills_online_orders or i.ships_inventory) and (coalesce(i.city, '') = '' or coalesce(i.country, '') = '')`,
  },
  sku: ofItem("coalesce(i.sku, '') = ''"),
  sharedSku: ofItem(SHARED),
  weight: ofItem("coalesce(i.grams, 0) = 0"),
  barcode: ofItem("coalesce(i.barcode, '') = ''"),
};
