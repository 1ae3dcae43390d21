import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type { PoolClient } from "pg";

/** Where the adapter leaves the client of the transaction it has just begun, for the `inShop` that asked for it. */
export const begun = new AsyncLocalStorage<{ client?: PoolClient }>();

/**
 * Prisma's adapter, but the `pg` client of each transaction is handed out too, so that Prisma and raw SQL share one transaction
 * (docs/decisions/0002-one-handle.md: a Prisma statement costs about ten raw ones).
 */
export class SharedPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const transaction = await start(isolation);
      const store = begun.getStore();
      if (store && "client" in transaction) store.client = transaction.client as PoolClient;
      return transaction;
    };
    return adapter;
  }
}
