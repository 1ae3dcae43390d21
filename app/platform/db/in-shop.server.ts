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

interface Slot {
  client?: PoolClient;
}

/** The transaction this code runs in; its slot is empty once it has ended. */
const open = new AsyncLocalStorage<{ readonly tx: ShopTx; readonly slot: Slot }>();

/**
 * The door for everything a feature does: one transaction that sees the rows of one shop and no others (row-level security).
 * Inside another `inShop` of the same shop it joins that transaction. Throws Bug for a nested call with another shop,
 * and for a handle that is used after its transaction ended. Database faults that may pass come out as Retryable; other errors unchanged.
 */
export async function inShop<T>(shopId: ShopId, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  const outer = open.getStore();
  if (outer?.slot.client) {
    if (outer.tx.shopId !== shopId) throw new Bug("inShop inside the transaction of another shop");
    return work(outer.tx);
  }
  const slot: Slot = {};
  try {
    return await begun.run(slot, () =>
      prisma.$transaction(async (transaction) => {
        const tx = handle(shopId, transaction, slot);
        await tx.rows("select set_config('app.shop', $1, true)", [shopId]);
        return open.run({ tx, slot }, () => work(tx));
      }),
    );
  } catch (error) {
    throw faultOf(error);
  }
}

/** Throws Bug inside a transaction: a network call there would hold locks for as long as the other side likes. */
export function assertNoTransaction(what: string): void {
  if (open.getStore()?.slot.client) throw new Bug(`${what} inside a database transaction`);
}

function handle(shopId: ShopId, transaction: Prisma.TransactionClient, slot: Slot): ShopTx {
  const query = <Row extends QueryResultRow>(sql: string, values: readonly unknown[]) => {
    if (!slot.client)
      throw new Bug("SQL after the end of its transaction (an await is missing, or it lasted too long)");
    return slot.client.query<Row>(sql, [...values]);
  };
  return {
    shopId,
    prisma: transaction,
    async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await query<Row>(sql, values)).rows;
    },
    async run(sql, values = []) {
      return (await query(sql, values)).rowCount ?? 0;
    },
  };
}
