import type { PoolClient } from "pg";
import { Bug } from "../../core/faults.ts";
import { faultOf } from "../../platform/db/faults.server.ts";
import { sqlPool } from "../../platform/db/pool.server.ts";
import { inTransaction, type Slot } from "../../platform/db/transaction.server.ts";

/** Work over all shops, in numbers: what waits, how many, since when, in seconds. */
export interface Work {
  /** `state`: waiting (due), resting (not before a time), set_aside. */
  readonly marks: readonly {
    readonly kind: number;
    readonly state: string;
    readonly n: number;
    readonly age: number;
  }[];
  readonly intents: readonly { readonly status: string; readonly n: number; readonly age: number }[];
  /** Requests about personal data that are not done, and seconds until the first is due. */
  readonly privacy: { readonly n: number; readonly left: number };
  readonly shops: number;
  readonly databaseBytes: number;
  /** The log archive that backups need: when something was archived last (null: never), and whether the last try failed. */
  readonly archive: { readonly at: Date | null; readonly failing: boolean };
}

export interface Applied {
  readonly name: string;
  readonly done: boolean;
}

const BEGIN = "begin read only; set local role entrega_watch; set local statement_timeout = '5s'";

/**
 * The watcher's door: a role that can read times, states and kinds of work over all shops, and no id, text or person (its columns are granted one by
 * one). Throws Retryable when the database is away.
 */
async function asWatcher<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const slot: Slot = {};
  try {
    return await inTransaction(sqlPool, slot, BEGIN, () => {
      if (!slot.client) throw new Bug("a transaction without a connection");
      return work(slot.client);
    });
  } catch (error) {
    throw faultOf(error);
  }
}

/** `now`: business time, which marks and intents wait for. */
export function readWork(now: Date): Promise<Work> {
  return asWatcher(async (client) => {
    const rows = async <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
      (await client.query<Row>(sql, values)).rows;
    const [privacy] = await rows<{ n: number; left: number }>(
      "select count(*)::int as n, coalesce(extract(epoch from min(due_at) - $1::timestamptz), 0)::float as left from privacy_request where done_at is null",
      [now],
    );
    const [shop] = await rows<{ n: number; bytes: number }>(
      `select count(*)::int as n, pg_database_size(current_database())::float as bytes from shop
        where installed_at is not null and uninstalled_at is null`,
    );
    const [archive] = await rows<Work["archive"]>(
      `select last_archived_time as at,
              coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as failing from pg_stat_archiver`,
    );
    return {
      marks: await rows(
        `select kind, state, count(*)::int as n, extract(epoch from $1 - min(marked_at))::float as age
           from (select kind, marked_at, case when set_aside_at is not null then 'set_aside' when not_before > $1 then 'resting' else 'waiting' end as state
                   from mark) m group by kind, state`,
        [now],
      ),
      intents: await rows(
        `select status, count(*)::int as n,
                greatest(0, extract(epoch from $1 - min(case when status = 'asks' then created_at else not_before end)))::float as age
           from intent where status in ('waiting', 'sending', 'unsure', 'asks') group by status`,
        [now],
      ),
      privacy: { n: privacy?.n ?? 0, left: privacy?.left ?? 0 },
      shops: shop?.n ?? 0,
      databaseBytes: shop?.bytes ?? 0,
      archive: archive ?? { at: null, failing: false },
    };
  });
}

/** Migrations as Prisma wrote them down. */
export function readApplied(): Promise<Applied[]> {
  return asWatcher(async (client) => {
    const { rows } = await client.query<{ name: string; done: boolean }>(
      `select migration_name as name, finished_at is not null as done from public._prisma_migrations
        where rolled_back_at is null order by migration_name`,
    );
    return rows;
  });
}
