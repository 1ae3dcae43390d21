import type { IntentId, InventoryItemId, LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { sharedAmong } from "../shared-items/public.server.ts";

/** An item of a link as the mirror, the ledger and our own book have it. */
export interface LinkedItem {
  readonly linkId: string;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  readonly tracked: boolean;
  readonly active: boolean;
  readonly available: number;
  readonly safetyStock: number;
  readonly explained: { readonly available: number; readonly safetyStock: number };
  /** Units that came by documents other than this link, since they were last added to the totals. */
  readonly cameMoved: number;
  readonly cameStated: number;
  /** The newest entry in them. */
  readonly newestSeq: string;
  readonly code: string;
  readonly seenSeq: string;
  readonly moved: number;
  readonly stated: number;
  readonly heardNo: number;
  readonly heardMoved: number;
  readonly heardStated: number;
  readonly number: number | null;
  readonly ackMoved: number;
  readonly ackStated: number;
  readonly resolved: number;
  readonly owed: number;
  readonly toldNo: number;
  readonly told: string;
  readonly asked: boolean;
  readonly intentId: IntentId | null;
  readonly place: number | null;
  readonly writing: number;
  readonly fromAvailable: number | null;
  readonly trouble: string;
  readonly decidedAt: Date;
}

/** Somebody said what the number is: an edit that nothing explains, a count, a file. Everything else moved goods. */
const STATED = "(e.cause = 'outside' or (e.cause = 'ours' and e.document_kind in ('Count', 'Feed', 'Edit')))";
const UNITS = "e.available + e.safety_stock";

/** The open links' books of these items; stock and entries in one statement, so that they are of one moment. */
export async function readBook(tx: ShopTx, items: readonly InventoryItemId[]): Promise<LinkedItem[]> {
  return tx.rows<LinkedItem & Record<string, unknown>>(
    `select b.link_id as "linkId", b.item_id as "itemId", l.location_id as "locationId", i.tracked, l.active and i.deleted_at is null as active,
            l.available, l.safety_stock as "safetyStock", jsonb_build_object('available', l.x_available, 'safetyStock', l.x_safety_stock) as explained,
            coalesce(e.moved, 0) as "cameMoved", coalesce(e.stated, 0) as "cameStated", coalesce(e.seq, b.seen_seq)::text as "newestSeq",
            b.code, b.seen_seq as "seenSeq", b.moved, b.stated, b.heard_no::float8 as "heardNo", b.heard_moved as "heardMoved",
            b.heard_stated as "heardStated", b.number, b.ack_moved as "ackMoved", b.ack_stated as "ackStated", b.resolved, b.owed,
            b.told_no::float8 as "toldNo", b.told, b.asked, b.intent_id as "intentId", b.place, b.writing, b.from_available as "fromAvailable",
            b.trouble, b.decided_at as "decidedAt"
       from stock_link_item b
       join stock_link k on k.shop_id = b.shop_id and k.link_id = b.link_id and k.ended_at is null and k.confirmed_at is not null and k.peer_confirmed_at is not null
       join inventory_level l on l.shop_id = b.shop_id and l.item_id = b.item_id and l.location_id = k.location_id
       join inventory_item i on i.shop_id = b.shop_id and i.item_id = b.item_id
       left join lateral (
         select max(e.seq) as seq,
                coalesce(sum(${UNITS}) filter (where not ${STATED} and (e.document_kind, e.document_id) is distinct from ('Link', b.link_id)), 0)::int as moved,
                coalesce(sum(${UNITS}) filter (where ${STATED}), 0)::int as stated
           from stock_entry e where e.shop_id = l.shop_id and e.item_id = l.item_id and e.location_id = l.location_id and e.seq > b.seen_seq) e on true
      where b.shop_id = $1 and b.item_id = any($2::bigint[]) order by b.item_id, b.link_id`,
    [tx.shopId, items],
  );
}

/** The writes of ours that are under way to these items. */
export async function openWrites(tx: ShopTx, items: readonly InventoryItemId[]): Promise<IntentId[]> {
  const rows = await tx.rows<{ intent_id: IntentId }>(
    "select distinct intent_id from stock_link_item where shop_id = $1 and item_id = any($2::bigint[]) and intent_id is not null",
    [tx.shopId, items],
  );
  return rows.map((row) => row.intent_id);
}

export interface Candidate {
  readonly itemId: InventoryItemId;
  readonly code: string;
}

/**
 * Items that can be in a link, by the code they have in it (the SKU, unless somebody said otherwise), among `items` or with one of `codes`. Left out are
 * items that are not tracked or not stocked at the link's location, those that follow others, and codes that several items have.
 */
export async function candidates(
  tx: ShopTx,
  linkId: string,
  {
    items = null,
    codes = null,
  }: { readonly items?: readonly InventoryItemId[] | null; readonly codes?: readonly string[] | null },
): Promise<Candidate[]> {
  const rows = await tx.rows<Candidate & { named: boolean; chosen: boolean }>(
    `with wanted as materialized (
       select coalesce(x.code, i.sku) as code from inventory_item i
         left join stock_link_code x on x.shop_id = i.shop_id and x.link_id = $2 and x.item_id = i.item_id
        where i.shop_id = $1 and i.item_id = any($3::bigint[])
       union select unnest($4::text[])),
     ids as materialized (
       select i.item_id from inventory_item i where i.shop_id = $1 and i.sku in (select code from wanted)
       union select x.item_id from stock_link_code x where x.shop_id = $1 and x.link_id = $2 and x.code in (select code from wanted))
     select i.item_id as "itemId", coalesce(x.code, i.sku) as code, i.item_id = any($3::bigint[]) or coalesce(x.code, i.sku) = any($4::text[]) as named, x.code is not null as chosen
       from ids
       join inventory_item i on i.shop_id = $1 and i.item_id = ids.item_id and i.tracked and i.deleted_at is null
       join stock_link k on k.shop_id = $1 and k.link_id = $2
       join inventory_level l on l.shop_id = $1 and l.item_id = i.item_id and l.location_id = k.location_id and l.active
       left join stock_link_code x on x.shop_id = $1 and x.link_id = $2 and x.item_id = i.item_id
      where length(coalesce(x.code, i.sku)) between 1 and 255 and coalesce(x.code, i.sku) in (select code from wanted)`,
    [tx.shopId, linkId, items ?? [], codes ?? []],
  );
  const shared = await sharedAmong(
    tx,
    rows.map(({ itemId }) => itemId),
  );
  const own = rows.filter(({ itemId }) => !shared.has(itemId));
  // Who was given a code by hand has it, whatever SKU others have.
  const byCode = Map.groupBy(own, ({ code }) => code);
  return [...byCode.values()].flatMap((of) => {
    const chosen = of.filter((each) => each.chosen);
    const [one, ...others] = chosen.length > 0 ? chosen : of;
    return one?.named && others.length === 0 ? [{ itemId: one.itemId, code: one.code }] : [];
  });
}

/** Begins the book of items: entries count from here on. Whoever writes one holds the level's lock, so none can be between the lock and the number. */
export async function beginBooks(tx: ShopTx, linkId: string, found: readonly Candidate[], now: Date): Promise<void> {
  if (found.length === 0) return;
  const ids = found.map(({ itemId }) => itemId);
  await tx.rows(
    `select 1 from inventory_level l join stock_link k on k.shop_id = l.shop_id and k.location_id = l.location_id and k.link_id = $3
      where l.shop_id = $1 and l.item_id = any($2::bigint[]) order by l.item_id for update of l`,
    [tx.shopId, ids, linkId],
  );
  await tx.run(
    `insert into stock_link_item (shop_id, link_id, item_id, code, seen_seq, decided_at)
     select $1, $2, x.item_id, x.code,
            coalesce((select max(e.seq) from stock_entry e join stock_link k on k.shop_id = e.shop_id and k.link_id = $2 and k.location_id = e.location_id
                       where e.shop_id = $1 and e.item_id = x.item_id), 0), $5
       from unnest($3::bigint[], $4::text[]) as x(item_id, code)
     on conflict do nothing`,
    [tx.shopId, linkId, ids, found.map(({ code }) => code), now],
  );
}
