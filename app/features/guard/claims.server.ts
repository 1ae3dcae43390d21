import type { InventoryItemId, IntentId, ProductId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markOwnWrites } from "../../platform/marks.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import type { Came, Thing } from "./domain/claim.ts";

/** What is stored of what these things were before we closed them. */
export async function formersOf(
  tx: ShopTx,
  productId: ProductId,
  thing: Thing,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.rows<{ thing_id: string; former: string }>(
    "select thing_id, former from guard_claim where shop_id = $1 and product_id = $2 and thing = $3 and thing_id = any($4::bigint[])",
    [tx.shopId, productId, thing, ids],
  );
  return new Map(rows.map((row) => [row.thing_id, row.former]));
}

/** Stores what things are before they are closed: when the answer is lost, nothing else knows. What an earlier attempt stored stays. */
export async function keepFormers(
  tx: ShopTx,
  intentId: IntentId,
  thing: Thing,
  found: readonly { readonly id: string; readonly former: string }[],
): Promise<void> {
  await tx.run(
    `update guard_claim c set former = x.former from unnest($4::bigint[], $5::text[]) as x(id, former)
      where c.shop_id = $1 and c.intent_id = $2 and c.thing = $3 and c.thing_id = x.id and c.former = ''`,
    [tx.shopId, intentId, thing, found.map(({ id }) => id), found.map(({ former }) => former)],
  );
}

/** A write that was carried out: things that we closed stay claimed, those that were closed before are known, all others are forgotten. */
export async function settleClaims(
  tx: ShopTx,
  intentId: IntentId,
  { productId, thing, way }: { readonly productId: ProductId; readonly thing: Thing; readonly way: "close" | "open" },
  came: Readonly<Record<string, Came>>,
  now: Date,
): Promise<void> {
  const ids = (...wanted: Came[]) => Object.keys(came).filter((id) => wanted.some((each) => each === came[id]));
  await tx.run(
    `update guard_claim set phase = 'closed', intent_id = null, trouble = '', former = case when thing_id = any($3::bigint[]) then former else '' end
      where shop_id = $1 and intent_id = $2 and thing_id = any($4::bigint[])`,
    [tx.shopId, intentId, ids("closed"), way === "close" ? ids("closed", "kept") : []],
  );
  await tx.run("delete from guard_claim where shop_id = $1 and intent_id = $2", [tx.shopId, intentId]);
  // What was closed before we came is nobody's news.
  const told = way === "close" ? ids("closed", "gone") : Object.keys(came);
  await tellActs(
    tx,
    told.map((id) => ({ productId, thing, id, code: came[id] ?? "gone" })),
    now,
  );
  await lookAgain(tx, productId, now);
}

/** A write that Shopify refused: nothing more is tried until stock is back (closing), or a person says so (opening). */
export async function refuseClaims(
  tx: ShopTx,
  intentId: IntentId,
  productId: ProductId,
  code: string,
  now: Date,
): Promise<void> {
  const rows = await tx.rows<{ thing: Thing; thing_id: string }>(
    `update guard_claim set phase = 'closed', intent_id = null, trouble = $3, former = case when phase = 'closing' then '' else former end
      where shop_id = $1 and intent_id = $2 returning thing, thing_id`,
    [tx.shopId, intentId, code],
  );
  await tellActs(
    tx,
    rows.map(({ thing, thing_id: id }) => ({ productId, thing, id, code: "refused" })),
    now,
  );
  await lookAgain(tx, productId, now);
}

interface Act {
  readonly productId: ProductId;
  readonly thing: Thing;
  readonly id: string;
  readonly code: Came | "refused";
}

async function tellActs(tx: ShopTx, acts: readonly Act[], now: Date): Promise<void> {
  await tx.run(
    `insert into guard_act (shop_id, product_id, thing, thing_id, code, acted_at)
     select $1, product, thing, id, code, $3 from jsonb_to_recordset($2::jsonb) as x(product bigint, thing text, id bigint, code text)`,
    [tx.shopId, JSON.stringify(acts.map(({ productId, ...act }) => ({ product: productId, ...act }))), now],
  );
}

/** Stock may have come back while the write was under way; and the mirror learns the new policy. */
async function lookAgain(tx: ShopTx, productId: ProductId, now: Date): Promise<void> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from inventory_item where shop_id = $1 and product_id = $2 and deleted_at is null order by item_id",
    [tx.shopId, productId],
  );
  const items = rows.map((row) => row.item_id);
  await stockChanged(tx, items);
  await markOwnWrites(
    tx,
    items.map((objectId) => ({ kind: "inventoryItem", objectId })),
    now,
  );
}
