/**
 * Stock by the million, made inside the database. What matters for plans is kept: vendors, types, tags and words have a long tail; titles of half the vendors
 * begin with the vendor; a large vendor is discontinued and has nothing anywhere, and so does a location that closes; what is committed, on its way,
 * negative, inactive, different or unread is rare.
 */
import type pg from "pg";
import { KINDS } from "../../app/core/kinds.ts";
import type { LocationId, ShopId } from "../../app/core/ids.ts";

export const LOCATIONS = 10;
/** Its stock is gone. */
export const CLOSING = location(LOCATIONS);

/** The shop's location of this number, from 1. */
export function location(number: number): LocationId {
  return String(60_000_000_000 + number) as LocationId;
}

/** A vendor by how common it is: rank 0 has about one item in six, rank 399 one in two thousand. */
export const vendor = (rank: number): string => `Vendor ${letters(rank)}`;
/** The vendor whose items are not sold any more. */
export const DISCONTINUED = vendor(3);
export const productType = (rank: number): string => `Type ${letters(rank)}`;
export const tag = (rank: number): string => `tag-${letters(rank)}`;
/** A word of titles by how common it is. */
export const titleWord = (rank: number): string => `word${letters(rank)}`;
export const sku = (n: number): string => `SKU-${n}`;

function letters(number: number): string {
  return String(number).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
}

const INDEXES = `select indexname as name, indexdef as definition from pg_indexes
  where tablename = any(array['inventory_level', 'inventory_item', 'item_word', 'item_tag']) and indexname not like '%pkey'`;

/** Makes `items` items at every location of one shop; `bulk` builds the indexes afterwards, which is faster from about 200,000 levels on. */
export async function seedStock(owner: pg.Pool, shopId: ShopId, items: number, bulk = false): Promise<void> {
  const indexes = bulk ? (await owner.query<{ name: string; definition: string }>(INDEXES)).rows : [];
  for (const { name } of indexes) await owner.query(`drop index "${name}"`);
  await owner.query(PLACES, [shopId, LOCATIONS]);
  await owner.query(ITEMS, [shopId, items]);
  await owner.query(TAGS, [shopId]);
  await owner.query(WORDS, [shopId]);
  await owner.query(LEVELS, [shopId, LOCATIONS]);
  await owner.query(MARKS, [shopId]);
  for (const { definition } of indexes) await owner.query(definition);
  await owner.query("analyze inventory_item, inventory_level, item_word, item_tag, mark");
}

/** `chance(n, k)`: a number below 100,000 that depends on n and k only. */
const chance = (k: number, n = "n"): string => `abs(hashint8extended(${n}, ${k}) % 100000)`;
/** A rank below `count`, small ones far more often. */
const rank = (count: number, k: number): string => `floor(power(${chance(k)} / 100000.0, 3) * ${count})::int`;
const spelled = (value: string): string => `translate((${value})::text, '0123456789', 'abcdefghij')`;

const PLACES = `
insert into location (shop_id, location_id, name, active, fulfills_online_orders, ships_inventory, is_fulfillment_service, updated_at, read_no)
select $1, 60000000000 + n, 'Location ' || n, true, true, true, false, '2026-01-01', 1 from generate_series(1, $2::int) n`;

const ITEMS = `
insert into inventory_item (shop_id, item_id, variant_id, product_id, sku, title, variant_title, tracked, requires_shipping, grams, barcode, vendor, product_type,
                            product_status, inventory_policy, unit_cost_minor, unit_cost_currency, title_key, sku_key, updated_at, read_no)
select $1, 7000000000000 + n * 3, 8000000000000 + n, 9000000000000 + n / 3, 'SKU-' || n, title, 'V' || n % 3, tracked, true, 200, (8400000000000 + n)::text,
       vendor, type, 'ACTIVE', 'DENY', 500 + n % 4000, 'EUR', lower(title) || ' v' || n % 3, 'sku-' || n, '2026-01-01', 1
  from (select n, vendor, type, tracked,
               case when v % 2 = 0 then vendor || ' ' else '' end || 'word' || ${spelled("w1")} || ' word' || ${spelled("w2")} || ' ' || n / 3 as title
          from (select n, v, 'Vendor ' || ${spelled("v")} as vendor, 'Type ' || ${spelled(rank(60, 2))} as type, ${chance(3)} >= 2000 as tracked,
                       ${rank(2_000, 4)} as w1, ${rank(2_000, 5)} as w2
                  from (select n, ${rank(400, 1)} as v from generate_series(1, $2::int) n) a) b) c`;

const TAGS = `
insert into item_tag (shop_id, tag, item_id)
select distinct $1::bigint, 'tag-' || ${spelled("r")}, item_id from (
  select i.item_id, unnest(array[${rank(300, 6)}, ${rank(300, 7)}]) as r
    from (select item_id, item_id as n from inventory_item where shop_id = $1) i) x`;

const WORDS = `
insert into item_word (shop_id, word, item_id)
select distinct $1::bigint, word, item_id from (
  select item_id, regexp_split_to_table(title_key, ' ') as word from inventory_item where shop_id = $1
  union all select item_id, sku_key from inventory_item where shop_id = $1
  union all select item_id, barcode from inventory_item where shop_id = $1
  union all select item_id, regexp_split_to_table(lower(vendor), ' ') from inventory_item where shop_id = $1) w`;

const LEVELS = `
insert into inventory_level (shop_id, item_id, location_id, active, available, on_hand, committed, incoming, reserved, damaged, safety_stock, quality_control,
                             updated_at, read_no, provisional, opened_at, agreed_at, x_available, x_committed, x_incoming, x_damaged)
select $1, item_id, place, active, available, available + committed + damaged, committed, incoming, 0, damaged, 0, 0, updated_at, 1, provisional, updated_at,
       updated_at, case when outside then available + 2 else available end, committed, incoming, damaged
  from (select item_id, place, ${chance(15)} >= 1500 as active, ${chance(16)} < 50 as provisional, ${chance(17)} < 100 as outside,
               case when gone or untracked then 0 when ${chance(11)} < 300 then -1 - n % 4 when ${chance(11)} < 8000 then 0
                    else (1 + power(${chance(12)} / 100000.0, 4) * 900)::int end as available,
               case when not gone and ${chance(13)} < 4000 then 1 + n % 6 else 0 end as committed,
               case when not gone and ${chance(14)} < 2000 then 10 + n % 200 else 0 end as incoming,
               case when not gone and ${chance(18)} < 300 then 1 else 0 end as damaged,
               timestamptz '2026-11-01' - make_interval(mins => (power(${chance(19)} / 100000.0, 2) * 900000)::int) as updated_at
          from (select i.item_id, 60000000000 + p as place, i.item_id * 16 + p as n, not i.tracked as untracked,
                       p = $2::int or i.vendor = '${DISCONTINUED}' as gone
                  from inventory_item i cross join generate_series(1, $2::int) p where i.shop_id = $1) a) b
 order by item_id, place`;

/** Levels whose webhook came just now. */
const MARKS = `
insert into mark (shop_id, kind, object_id, part, marked_at)
select $1, ${KINDS.inventoryLevel}, item_id, location_id, now() from inventory_level where shop_id = $1 and item_id % 1511 = 0`;
