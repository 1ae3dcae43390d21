import type { PoolClient } from "pg";
import { parseId, type ShopId } from "../../core/ids.ts";
import { faultOf } from "../../platform/db/faults.server.ts";
import { wakeLanesOf } from "../../platform/lanes.server.ts";
import { SUSPECT_RESTS_S } from "../../platform/marks.server.ts";
import { sqlPool } from "../../platform/db/pool.server.ts";
import { markRows, type MarkRow, type Received } from "./batch.ts";

interface OfShop {
  readonly shopId: ShopId;
  readonly delivery: Received;
}

/**
 * A lock of one shop (a long transaction, somebody's console) must not keep the others of a batch: they are stored without it (receive.server.ts).
 * Twice this is below the second in which everybody is to be answered; a refresh holds its locks for 50–150 ms.
 */
const BEGIN = "begin; set local role entrega_intake; set local lock_timeout = '350ms'";

/**
 * The receiver's door: stores one batch in one transaction and returns when it is durable. It runs as `entrega_intake`, a role that can
 * insert deliveries and facts, upsert marks and set lanes of the batch's verified shops, and nothing else. Throws Retryable when the database
 * is away.
 */
export async function storeBatch(batch: readonly Received[]): Promise<void> {
  try {
    const client = await sqlPool.connect();
    let broken: Error | undefined;
    // A line that breaks between two statements tells it by an event; unheard, it would end the process.
    const heard = (error: Error) => {
      broken = error;
    };
    client.on("error", heard);
    try {
      await client.query(BEGIN);
      await write(client, batch, await shopsOf(client, batch));
      await client.query("commit");
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error));
      await client.query("rollback").catch(() => undefined); // a broken line cannot roll back; the pool drops it below
      throw error;
    } finally {
      client.off("error", heard);
      client.release(broken);
    }
  } catch (error) {
    throw faultOf(error);
  }
}

/**
 * Looked up for each batch, not remembered: a shop that was erased and comes back has another number. One by one in the index: for
 * `= any(…)` PostgreSQL reads all of 10,000 shops (2.2 ms of a batch of 64, instead of 0.8).
 */
async function shopsOf(client: PoolClient, batch: readonly Received[]): Promise<Map<string, ShopId>> {
  const { rows } = await client.query<{ id: string; domain: string }>(
    `select found.id, found.domain from unnest($1::text[]) asked(domain)
      cross join lateral (select id, domain from shop where domain = asked.domain limit 1) found`,
    [[...new Set(batch.map(({ headers }) => headers.domain))]],
  );
  return new Map(rows.map(({ id, domain }) => [domain, parseId<ShopId>(id)]));
}

async function write(
  client: PoolClient,
  batch: readonly Received[],
  shopIds: ReadonlyMap<string, ShopId>,
): Promise<void> {
  const ours: OfShop[] = [];
  const strays: Received[] = [];
  for (const delivery of batch) {
    const shopId = shopIds.get(delivery.headers.domain);
    if (shopId) ours.push({ shopId, delivery });
    else strays.push(delivery);
  }
  if (strays.length > 0) await insertStrays(client, strays);
  if (ours.length === 0) return;
  const shops = [...new Set(ours.map(({ shopId }) => shopId))];
  await client.query("select set_config('app.shops', $1, true)", [shops.join(",")]);
  await insertDeliveries(client, ours);
  const marks = markRows(ours);
  if (marks.length > 0) await upsertMarks(client, marks);
  const facts = ours.filter(({ delivery }) => delivery.fact);
  if (facts.length > 0) await insertFacts(client, facts);
  await wakeLanesOf(client, "refresh", [...new Set([...marks, ...facts].map(({ shopId }) => shopId))]);
}

async function insertStrays(client: PoolClient, strays: readonly Received[]): Promise<void> {
  await client.query(
    `insert into stray_delivery (domain, topic, webhook_id, received_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])`,
    [
      strays.map(({ headers }) => headers.domain),
      strays.map(({ headers }) => headers.topic),
      strays.map(({ headers }) => headers.webhookId),
      strays.map(({ receivedAt }) => receivedAt),
    ],
  );
}

/** One row per delivery, because one statement cannot touch a row twice; copies in the same batch are counted. Sorted, against deadlocks. */
async function insertDeliveries(client: PoolClient, ours: readonly OfShop[]): Promise<void> {
  const copies = Map.groupBy(ours, ({ shopId, delivery }) => `${shopId} ${delivery.headers.webhookId}`);
  const distinct = [...copies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...repeats]]) => (first ? [{ ...first, repeats: repeats.length }] : []));
  await client.query(
    `insert into delivery as d (shop_id, webhook_id, topic, event_id, triggered_at, received_at, known, repeats)
     select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::boolean[], $8::int[])
     on conflict (shop_id, webhook_id) do update set repeats = d.repeats + 1 + excluded.repeats`,
    [
      distinct.map(({ shopId }) => shopId),
      distinct.map(({ delivery }) => delivery.headers.webhookId),
      distinct.map(({ delivery }) => delivery.headers.topic),
      distinct.map(({ delivery }) => delivery.headers.eventId),
      distinct.map(({ delivery }) => delivery.headers.triggeredAt),
      distinct.map(({ delivery }) => delivery.receivedAt),
      distinct.map(({ delivery }) => delivery.known),
      distinct.map(({ repeats }) => repeats),
    ],
  );
}

/**
 * A newer hint replaces an older one; a hint that comes late (a retry) does not. Each mark moves the version, so that a running read keeps it. `marked_at` stays:
 * it says since when something is unread, by which the oldest is read first and nobody is accused of what an unread order explains. What
 * may be the echo of our own write does not wake a mark that rests for it (platform/marks.server.ts), nor anything one that has just been set aside;
 * everything else is read at once.
 */
async function upsertMarks(client: PoolClient, marks: readonly MarkRow[]): Promise<void> {
  await client.query(
    `insert into mark as m (shop_id, kind, object_id, part, hinted_at, available, marked_at, may_rest, hints_only, digest, cause)
     select *
       from unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::int[], $7::timestamptz[], $8::boolean[], $9::boolean[], $10::text[], $11::text[])
     on conflict (shop_id, kind, object_id, part) do update
        set version = m.version + 1,
            available = case when m.hinted_at is null or excluded.hinted_at >= m.hinted_at
                             then coalesce(excluded.available, m.available) else m.available end,
            hinted_at = greatest(m.hinted_at, excluded.hinted_at),
            tries = 0,
            not_before = greatest(case when m.may_rest and excluded.may_rest then m.rests_until else '-infinity' end,
                                  m.set_aside_at + interval '${SUSPECT_RESTS_S} seconds'),
            may_rest = m.may_rest and excluded.may_rest,
            hints_only = m.hints_only and excluded.hints_only,
            digest = case when m.digest = excluded.digest then m.digest end, cause = excluded.cause`,
    [
      marks.map(({ shopId }) => shopId),
      marks.map(({ kind }) => kind),
      marks.map(({ objectId }) => objectId),
      marks.map(({ part }) => part),
      marks.map(({ hintedAt }) => hintedAt),
      marks.map(({ available }) => available),
      marks.map(({ markedAt }) => markedAt),
      marks.map(({ mayRest }) => mayRest),
      marks.map(({ hintsOnly }) => hintsOnly),
      marks.map(({ digest }) => digest),
      marks.map(({ cause }) => cause),
    ],
  );
}

async function insertFacts(client: PoolClient, facts: readonly OfShop[]): Promise<void> {
  for (const { shopId, delivery } of facts) {
    const { fact, headers, receivedAt } = delivery;
    if (!fact) continue;
    await client.query(
      `insert into fact (shop_id, webhook_id, code, order_id, object_ids, data, occurred_at)
       values ($1, $2, $3, $4, $5::bigint[], $6, $7) on conflict do nothing`,
      [
        shopId,
        headers.webhookId,
        fact.code,
        fact.orderId ?? null,
        fact.objectIds,
        JSON.stringify(fact.data),
        headers.triggeredAt ?? receivedAt,
      ],
    );
  }
}
