import type { InventoryItemId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { stockChanged } from "../inventory/public.server.ts";
import { itemsTogether, readRecipes } from "./book.server.ts";
import { findCycle, partsProblem, type Kind, type Part, type PartsProblem } from "./domain/recipe.ts";
import { itemsById } from "./find-items.server.ts";

/** A rule before it is saved. */
export interface NewShared {
  readonly kind: Kind;
  readonly itemId: InventoryItemId;
  readonly parts: readonly Part[];
}

export type SharedProblem =
  | { readonly code: PartsProblem | "unknown" | "untracked" | "taken" | "many" | "busy" }
  /** The way from the item back to itself, by name. */
  | { readonly code: "cycle"; readonly path: string };

/** Each look at one item reads all that are bound to it. */
const MOST_TOGETHER = 500;

/** Why this rule cannot be saved; undefined when it can. */
export async function problemOf(tx: ShopTx, { kind, itemId, parts }: NewShared): Promise<SharedProblem | undefined> {
  const problem = partsProblem(kind, itemId, parts);
  if (problem) return { code: problem };
  const named = await itemsById(tx, [itemId, ...parts.map((part) => part.itemId)]);
  if ([itemId, ...parts.map((part) => part.itemId)].some((each) => !named.has(each))) return { code: "unknown" };
  if (named.get(itemId)?.tracked !== true) return { code: "untracked" };
  const { recipes } = await readRecipes(tx);
  if (recipes.has(itemId)) return { code: "taken" };
  if (await isBusy(tx, itemId)) return { code: "busy" };
  const cycle = findCycle(new Map([...recipes, [itemId, parts]]), itemId);
  if (cycle) {
    const names = await itemsById(tx, cycle);
    return {
      code: "cycle",
      path: cycle.map((item) => names.get(item)?.sku || names.get(item)?.title || item).join(" → "),
    };
  }
  const together = await itemsTogether(tx, [itemId, ...parts.map((part) => part.itemId)]);
  return together.length > MOST_TOGETHER ? { code: "many" } : undefined;
}

/**
 * Saves a rule. What the item's stock was until now is forgotten when it is first set; what happens to it from this moment on goes to its parts.
 * Two people who save at once wait for each other, so that no cycle comes in by the side.
 */
export async function saveShared(tx: ShopTx, shared: NewShared, now: Date): Promise<SharedProblem | undefined> {
  await tx.rows("select 1 from shop_profile where shop_id = $1 for update", [tx.shopId]);
  const problem = await problemOf(tx, shared);
  if (problem) return problem;
  const { itemId, kind, parts } = shared;
  await tx.run("insert into shared_item (shop_id, item_id, kind, created_at) values ($1, $2, $3, $4)", [
    tx.shopId,
    itemId,
    kind,
    now,
  ]);
  await tx.run(
    `insert into shared_component (shop_id, item_id, component_id, quantity)
     select $1, $2, "itemId", quantity from jsonb_to_recordset($3::jsonb) as x("itemId" bigint, quantity int)`,
    [tx.shopId, itemId, JSON.stringify(parts)],
  );
  await beginBook(tx, itemId, now);
  await stockChanged(tx, [itemId, ...parts.map((part) => part.itemId)]);
  return undefined;
}

/** As a part of others it is still owed units, or being written: a moment later it is not. */
async function isBusy(tx: ShopTx, itemId: InventoryItemId): Promise<boolean> {
  const rows = await tx.rows(
    "select 1 from shared_level where shop_id = $1 and item_id = $2 and (owed <> 0 or intent_id is not null) limit 1",
    [tx.shopId, itemId],
  );
  return rows.length > 0;
}

/** From here on entries count. Whoever writes one holds the level's lock, so none can be between the lock and the number. */
async function beginBook(tx: ShopTx, itemId: InventoryItemId, now: Date): Promise<void> {
  await tx.rows("select 1 from inventory_level where shop_id = $1 and item_id = $2 order by location_id for update", [
    tx.shopId,
    itemId,
  ]);
  await tx.run(
    `insert into shared_level (shop_id, item_id, location_id, seen_seq, decided_at)
     select l.shop_id, l.item_id, l.location_id,
            coalesce((select max(e.seq) from stock_entry e where e.shop_id = l.shop_id and e.item_id = l.item_id and e.location_id = l.location_id), 0), $3
       from inventory_level l where l.shop_id = $1 and l.item_id = $2
     on conflict (shop_id, item_id, location_id) do update
        set seen_seq = excluded.seen_seq, owed = 0, owed_by = null, decided_at = excluded.decided_at`,
    [tx.shopId, itemId, now],
  );
}

/** Takes a rule away: the item keeps the stock it has now, and stands for itself. What its parts are owed already is still written. */
export async function removeShared(tx: ShopTx, itemId: InventoryItemId): Promise<boolean> {
  const removed = await tx.run("delete from shared_item where shop_id = $1 and item_id = $2", [tx.shopId, itemId]);
  await tx.run("delete from shared_component where shop_id = $1 and item_id = $2", [tx.shopId, itemId]);
  await tx.run("delete from shared_level where shop_id = $1 and item_id = $2", [tx.shopId, itemId]);
  if (removed > 0) await stockChanged(tx, [itemId]);
  return removed > 0;
}
