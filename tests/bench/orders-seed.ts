/**
 * Orders by the hundred thousand, made inside the database. What matters for plans is kept: most orders are old and delivered, the open ones
 * are the newest, payment follows the stage, countries and names have a long tail, and some values are very rare.
 */
import type pg from "pg";
import type { ShopId } from "../../app/core/ids.ts";

/** A word is hashed by the app's own key before it is stored. */
export type WordHash = (shopId: ShopId, word: string) => Uint8Array;

/** A name by how common it is: rank 0 has one order in thirty, rank 999 one in two thousand. Letters only, as names are. */
export const firstName = (rank: number): string =>
  `maria${String(rank).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "")}`;
/** Every fiftieth order has an e-mail address of its own. */
export const email = (n: number): string => `cliente${n}@example.com`;
const NAMES = 1_000;
/** Who takes care of 0.9 % of the orders. */
export const ASSIGNEE = "Ana";

const INDEXES =
  "select indexname as name, indexdef as definition from pg_indexes where tablename = 'shop_order' and indexname not like '%pkey'";

/** Makes `count` orders of one shop; `bulk` builds the indexes afterwards, which is faster from about 200,000 on. */
export async function seedOrders(
  owner: pg.Pool,
  shopId: ShopId,
  count: number,
  wordHash: WordHash,
  bulk = false,
): Promise<void> {
  const indexes = bulk ? (await owner.query<{ name: string; definition: string }>(INDEXES)).rows : [];
  for (const { name } of indexes) await owner.query(`drop index "${name}"`);
  await owner.query(ORDERS, [shopId, count]);
  await Promise.all(indexes.map(({ definition }) => owner.query(definition)));
  const names = Array.from({ length: NAMES }, (_, rank) => wordHash(shopId, firstName(rank)));
  await owner.query(NAME_WORDS, [shopId, count, names]);
  const addresses = Array.from({ length: Math.floor(count / 50) }, (_, index) => wordHash(shopId, email(index + 1)));
  await owner.query(EMAIL_WORDS, [shopId, addresses]);
  await owner.query("analyze shop_order, order_word");
}

/** `chance(n, k)`: a number below 100,000 that depends on n and k only. */
const chance = (k: number): string => `abs(hashint8extended(n, ${k}) % 100000)`;

const ORDERS = `
insert into shop_order (shop_id, order_id, name, placed_at, updated_at, is_test, channel, financial_status, fulfillment_status, risk,
                        currency, total_minor, units, dest_country, stage, attention, priority, assignee, read_no)
select $1::bigint, 5000000000000 + n * 7, '#' || (1000 + n), placed_at, placed_at, false, 'web',
       case when stage = 'cancelled' then case when pay < 55000 then 'VOIDED' when pay < 95000 then 'REFUNDED' else 'EXPIRED' end
            when pay < 93000 then 'PAID' when pay < 96000 then 'PARTIALLY_REFUNDED' when pay < 98500 then 'REFUNDED'
            when pay < 99500 then 'AUTHORIZED' when pay < 99900 then 'PENDING' else 'PARTIALLY_PAID' end,
       'FULFILLED', 'LOW', 'EUR', 500 + (total * total / 100000) * 3, 1 + n % 5,
       case when land < 60000 then 'ES' when land < 70000 then 'PT' when land < 79000 then 'FR' when land < 87000 then 'DE'
            when land < 94000 then 'IT' when land < 98000 then 'GB' when land < 99600 then 'US' when land < 99900 then 'CH'
            when land < 99910 then 'IS' end,
       stage,
       case when stage = 'problem' then 'exception'
            when stage = 'held' then (array['held', 'unroutable', 'asks', 'refused'])[1 + look % 4]
            when stage in ('open', 'part_shipped') and look < 4000 then 'overdue'
            when look < 10 then 'asks' else '' end,
       case when care < 2000 then 1 + care % 5 else 0 end, case when care < 900 then '${ASSIGNEE}' when care < 910 then 'Zoe' else '' end,
       n
  from (select n, timestamptz '2025-01-01' + n * (interval '400 days' / $2::bigint) as placed_at,
               ${chance(2)} as pay, ${chance(3)} as total, ${chance(4)} as land, ${chance(5)} as look, ${chance(7)} as care,
               case when ${chance(1)} < 3000 then 'cancelled' when ${chance(1)} < 3300 then 'problem'
                    when n < $2::bigint * 0.98 then case when ${chance(1)} < 3350 then 'open' when ${chance(1)} < 3360 then 'held'
                                                         when ${chance(1)} < 4500 then 'shipped' else 'delivered' end
                    when ${chance(1)} < 60000 then 'open' when ${chance(1)} < 62000 then 'held' when ${chance(1)} < 65000 then 'part_shipped'
                    else 'shipped' end as stage
          from generate_series(1, $2::bigint) n) drawn`;

// The square makes low ranks common: rank 0 has 1/√1000 = 3.2 % of all orders, the last 0.05 %.
const NAME_WORDS = `
insert into order_word (shop_id, word, order_id)
select $1::bigint, ($3::bytea[])[1 + floor(${NAMES} * (u * u))::int], 5000000000000 + n * 7
  from (select n, ${chance(6)} / 100000.0 as u from generate_series(1, $2::bigint) n) drawn`;

const EMAIL_WORDS = `
insert into order_word (shop_id, word, order_id)
select $1::bigint, hash, 5000000000000 + ordinal * 350 from unnest($2::bytea[]) with ordinality as given(hash, ordinal)`;
