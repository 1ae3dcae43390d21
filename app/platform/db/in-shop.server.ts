import { AsyncLocalStorage } from "node:async_hooks";
import type { QueryResultRow } from "pg";
import { Bug } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { joinPrisma } from "./client.server.ts";
import { faultOf, isDeadlock } from "./faults.server.ts";
import type { Prisma } from "./generated/client.ts";
import { shopPool } from "./pool.server.ts";
import { statementName } from "./statement-name.ts";
import { inTransaction, type Slot } from "./transaction.server.ts";

/** One transaction inside one shop, in two languages. */
export interface ShopTx {
  readonly shopId: ShopId;
  /** The lane that runs this (lanes.server.ts): it looks again by itself before it rests. */
  readonly lane?: string;
  /** Prisma, for screens and settings, in the same transaction; started when it is first asked for. */
  prisma(): Promise<Prisma.TransactionClient>;
  /** Runs SQL and returns its rows; `Row` is the caller's promise about them. bigint columns come as strings. */
  rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Like rows, for statements: returns how many rows were touched. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
  /** Runs last, when all else is done, before the commit: for rows that many wait for. */
  atEnd(work: () => Promise<void>): void;
}

interface OpenSlot extends Slot {
  prisma?: ReturnType<typeof joinPrisma>;
  readonly last: (() => Promise<void>)[];
}

/** How often a transaction is tried that PostgreSQL chose to end a deadlock: the other one has gone on meanwhile. */
const DEADLOCK_TRIES = 3;

/** The transaction this code runs in; its slot is empty once it has ended. */
const open = new AsyncLocalStorage<{ readonly tx: ShopTx; readonly slot: OpenSlot }>();

/**
 * The door for everything a feature does: one transaction that sees the rows of one shop and no others (row-level security).
 * Inside another `inShop` of the same shop it joins that transaction. Throws Bug for a nested call with another shop,
 * and for a handle that is used after its transaction ended. Database faults that may pass come out as Retryable; other errors unchanged.
 * `work` changes nothing but the database (scripts/lint/pure-transaction.js): after a deadlock it is run again from its beginning.
 */
export async function inShop<T>(shopId: ShopId, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inShopAfter(shopId, { look: "select 1", prepared: false }, work);
    } catch (error) {
      const isInside = open.getStore()?.slot.client !== undefined;
      if (isInside || attempt === DEADLOCK_TRIES || !isDeadlock(error)) throw error;
    }
  }
}

interface How {
  /** Sent together with the beginning, so that it costs no round trip. It has no parameters: nothing from outside may be in it. */
  readonly look: string;
  readonly lane?: string;
  /** Keep the plans of its statements: for fixed texts that are sent again and again. Lists of a page are planned for what was asked. */
  readonly prepared: boolean;
}

/** Like inShop, with a first look whose rows the work is given. */
export async function inShopAfter<T, Row extends QueryResultRow>(
  shopId: ShopId,
  how: How,
  work: (tx: ShopTx, looked: readonly Row[]) => Promise<T>,
): Promise<T> {
  const outer = open.getStore();
  if (outer?.slot.client) {
    if (outer.tx.shopId !== shopId) throw new Bug("inShop inside the transaction of another shop");
    return work(outer.tx, await outer.tx.rows<Row>(how.look));
  }
  const slot: OpenSlot = { last: [] };
  const tx = handle(shopId, slot, how);
  const begin = `begin; select set_config('app.shop', '${BigInt(shopId)}', true); ${how.look}`;
  try {
    return await inTransaction(shopPool, slot, begin, async (answers) => {
      try {
        return await open.run({ tx, slot }, async () => {
          const result = await work(tx, (answers.at(-1)?.rows ?? []) as Row[]);
          for (const each of slot.last) await each();
          return result;
        });
      } finally {
        if (slot.prisma) await (await slot.prisma).leave();
      }
    });
  } catch (error) {
    if (error instanceof Response) throw error; // a page's own answer (400, 404), no fault
    throw faultOf(error);
  }
}

/** Throws Bug inside a transaction: a network call there would hold locks for as long as the other side likes. */
export function assertNoTransaction(what: string): void {
  if (open.getStore()?.slot.client) throw new Bug(`${what} inside a database transaction`);
}

function handle(shopId: ShopId, slot: OpenSlot, { prepared, lane }: How): ShopTx {
  const client = () => {
    if (!slot.client)
      throw new Bug("SQL after the end of its transaction (an await is missing, or it lasted too long)");
    return slot.client;
  };
  const query = <Row extends QueryResultRow>(sql: string, values: readonly unknown[]) =>
    client().query<Row>({ text: sql, values: [...values], ...(prepared && { name: statementName(sql) }) });
  return {
    shopId,
    ...(lane !== undefined && { lane }),
    async prisma() {
      slot.prisma ??= joinPrisma(client());
      return (await slot.prisma).prisma;
    },
    async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await query<Row>(sql, values)).rows;
    },
    async run(sql, values = []) {
      return (await query(sql, values)).rowCount ?? 0;
    },
    atEnd(work) {
      slot.last.push(work);
    },
  };
}
