import type { IntentId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { SharedStock } from "./domain/follow.ts";
import type { Kind, Part, Recipes } from "./domain/recipe.ts";

/** Rules of items, and what each takes. */
export interface SharedRules {
  readonly recipes: Recipes;
  readonly groups: ReadonlyMap<InventoryItemId, { readonly groupId: string; readonly kind: Kind }>;
}

/** A level with what is stored of it. */
export interface BookedLevel extends Omit<SharedStock, "write"> {
  readonly locationId: LocationId;
  readonly stored: boolean;
  /** The newest entry of the level that is in `came`. */
  readonly seenSeq: string;
  readonly storedSeq: string;
  readonly owedBy: string | null;
  readonly intentId: IntentId | null;
  readonly place: number | null;
  readonly writing: number;
  readonly fromAvailable: number | null;
  readonly trouble: string;
  readonly decidedAt: Date | null;
}

/** These items and all that are bound to them by rules, however far: none of them can be decided without the others. */
export async function itemsTogether(tx: ShopTx, items: readonly InventoryItemId[]): Promise<InventoryItemId[]> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    `with recursive near(item_id) as (
       select id from unnest($2::bigint[]) as x(id)
        where exists (select 1 from shared_component c where c.shop_id = $1 and c.item_id = x.id)
           or exists (select 1 from shared_component c where c.shop_id = $1 and c.component_id = x.id)
           or exists (select 1 from shared_level b where b.shop_id = $1 and b.item_id = x.id)
       union
       select o.item_id from near n, lateral (
         select component_id as item_id from shared_component where shop_id = $1 and item_id = n.item_id
         union all select item_id from shared_component where shop_id = $1 and component_id = n.item_id) o)
     select item_id from near order by item_id`,
    [tx.shopId, items],
  );
  return rows.map((row) => row.item_id);
}

/** The rules of these items; nobody changes or deletes one of them until the transaction ends. All rules of the shop without `items`. */
export async function readRecipes(tx: ShopTx, items?: readonly InventoryItemId[]): Promise<SharedRules> {
  const rules = await tx.rows<{ item_id: InventoryItemId; group_id: string; kind: Kind }>(
    `select item_id, group_id, kind from shared_item where shop_id = $1 and ($2::bigint[] is null or item_id = any($2)) order by item_id for share`,
    [tx.shopId, items ?? null],
  );
  const parts = await tx.rows<{ item_id: InventoryItemId } & Part & Record<string, unknown>>(
    `select item_id, component_id as "itemId", quantity from shared_component
      where shop_id = $1 and ($2::bigint[] is null or item_id = any($2)) order by item_id, component_id`,
    [tx.shopId, items ?? null],
  );
  const of = Map.groupBy(parts, (part) => part.item_id);
  return {
    recipes: new Map(
      rules.map((rule) => [
        rule.item_id,
        (of.get(rule.item_id) ?? []).map(({ itemId, quantity }) => ({ itemId, quantity })),
      ]),
    ),
    groups: new Map(rules.map((rule) => [rule.item_id, { groupId: rule.group_id, kind: rule.kind }])),
  };
}

/** The writes of ours that are under way to levels of these items. */
export async function openWrites(tx: ShopTx, items: readonly InventoryItemId[]): Promise<IntentId[]> {
  const rows = await tx.rows<{ intent_id: IntentId }>(
    "select distinct intent_id from shared_level where shop_id = $1 and item_id = any($2::bigint[]) and intent_id is not null",
    [tx.shopId, items],
  );
  return rows.map((row) => row.intent_id);
}

/** All levels of these items. For `shared` ones also what came by other documents than ours; in one statement, so that stock and entries are of one moment. */
export async function readBook(
  tx: ShopTx,
  items: readonly InventoryItemId[],
  shared: readonly InventoryItemId[],
): Promise<BookedLevel[]> {
  return tx.rows<BookedLevel & Record<string, unknown>>(
    `select l.item_id as "itemId", l.location_id as "locationId", i.tracked, l.active and i.deleted_at is null as active,
            l.available, l.safety_stock as "safetyStock",
            jsonb_build_object('available', l.x_available, 'safetyStock', l.x_safety_stock) as explained,
            coalesce(e.came, 0) as came, coalesce(e.seq, b.seen_seq, 0)::text as "seenSeq", coalesce(b.seen_seq, 0)::text as "storedSeq",
            b.item_id is not null as stored, coalesce(b.owed, 0) as owed, b.owed_by as "owedBy", b.intent_id as "intentId", b.place,
            coalesce(b.writing, 0) as writing, b.from_available as "fromAvailable", coalesce(b.trouble, '') as trouble, b.decided_at as "decidedAt"
       from inventory_level l
       join inventory_item i on i.shop_id = l.shop_id and i.item_id = l.item_id
       left join shared_level b on b.shop_id = l.shop_id and b.item_id = l.item_id and b.location_id = l.location_id
       left join lateral (
         select coalesce(sum(s.available + s.safety_stock) filter (where s.document_kind is distinct from 'Group'), 0)::int as came, max(s.seq) as seq
           from stock_entry s where s.shop_id = l.shop_id and s.item_id = l.item_id and s.location_id = l.location_id and s.seq > coalesce(b.seen_seq, 0)
       ) e on l.item_id = any($3::bigint[])
      where l.shop_id = $1 and l.item_id = any($2::bigint[]) order by l.item_id, l.location_id`,
    [tx.shopId, items, shared],
  );
}

/** Those of these items that follow others. */
export async function sharedAmong(tx: ShopTx, items: readonly InventoryItemId[]): Promise<Set<InventoryItemId>> {
  const rows = await tx.rows<{ item_id: InventoryItemId }>(
    "select item_id from shared_item where shop_id = $1 and item_id = any($2::bigint[])",
    [tx.shopId, items],
  );
  return new Set(rows.map((row) => row.item_id));
}
