import { AsyncLocalStorage } from "node:async_hooks";
import type { PoolClient, QueryResultRow } from "pg";
import { Bug } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { prisma } from "./client.server.ts";
import { faultOf } from "./faults.server.ts";
import type { Prisma } from "./generated/client.ts";
import { begun } from "./shared-pg.server.ts";

/** One transaction inside one shop, in two languages. */
export interface ShopTx {
  readonly shopId: ShopId;
  /** Prisma, for screens and settings. */
  readonly prisma: Prisma.TransactionClient;
  /** Runs SQL in the same transaction and returns its rows; `Row` is the caller's promise about them. bigint columns come as strings. */
  rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Like rows, for statements: returns how many rows were touched. */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
}

const open = new AsyncLocalStorage<ShopTx>();

/**
 * The door for everything a feature does: one transaction that sees the rows of one shop and no others (row-level security).
 * Inside another `inShop` of the same shop it joins that transaction. Throws Bug for a nested call with another shop;
 * database faults come out as Retryable (worth another try) or Bug.
 */
export async function inShop<T>(shopId: ShopId, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  const outer = open.getStore();
  if (outer) {
    if (outer.shopId !== shopId) throw new Bug("inShop inside the transaction of another shop");
    return work(outer);
  }
  try {
    return await begun.run({}, () =>
      prisma.$transaction(async (transaction) => {
        const client = begun.getStore()?.client;
        if (!client) throw new Bug("the adapter did not hand out its client");
        await client.query("select set_config('app.shop', $1, true)", [shopId]);
        const tx = handle(shopId, transaction, client);
        return open.run(tx, () => work(tx));
      }),
    );
  } catch (error) {
    throw faultOf(error);
  }
}

/** Throws Bug inside a transaction: a network call there would hold locks for as long as the other side likes. */
export function assertNoTransaction(what: string): void {
  if (open.getStore()) throw new Bug(`${what} inside a database transaction`);
}

function handle(shopId: ShopId, transaction: Prisma.TransactionClient, client: PoolClient): ShopTx {
  return {
    shopId,
    prisma: transaction,
    async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(sql, [...values])).rows;
    },
    async run(sql, values = []) {
      return (await client.query(sql, [...values])).rowCount ?? 0;
    },
  };
}
