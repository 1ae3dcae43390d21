import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type { PoolClient } from "pg";

/**
 * Where the adapter leaves the client of the transaction it has just begun, for the `inShop` that asked for it. It is taken away before the client
 * goes back to the pool, also when Prisma ends a transaction that lasts too long: the next user of that client may be another shop.
 */
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
      const slot = begun.getStore();
      if (!slot || !("client" in transaction)) return transaction;
      slot.client = transaction.client as PoolClient;
      const commit = transaction.commit.bind(transaction);
      const rollback = transaction.rollback.bind(transaction);
      transaction.commit = () => {
        delete slot.client;
        return commit();
      };
      transaction.rollback = () => {
        delete slot.client;
        return rollback();
      };
      return transaction;
    };
    return adapter;
  }
}
