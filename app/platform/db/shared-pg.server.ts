import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type { PoolClient } from "pg";

/**
 * Where the adapter leaves the client of the transaction it has just begun, for the `inShop` that asked for it. It is taken away before the client
 * goes back to the pool, also when Prisma ends a transaction that lasts too long: the next user of that client may be another shop.
 */
export const begun = new AsyncLocalStorage<{ client?: PoolClient }>();

const ENDS = new Set(["COMMIT", "ROLLBACK"]);

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
      if (!("client" in transaction)) return transaction;
      const client = transaction.client as PoolClient;
      const slot = begun.getStore();
      if (slot) slot.client = client;
      let isReturned = false;
      const end = (giveBack: () => Promise<void>) => async () => {
        if (slot) delete slot.client;
        if (isReturned) return;
        isReturned = true;
        await giveBack();
      };
      transaction.commit = end(transaction.commit.bind(transaction));
      transaction.rollback = end(transaction.rollback.bind(transaction));
      // Prisma sends COMMIT and ROLLBACK itself and gives the client back when they were answered: on a broken line never, and each such
      // transaction would cost the pool a connection for ever.
      const drop = end(() => {
        client.release(true);
        return Promise.resolve();
      });
      const execute = transaction.executeRaw.bind(transaction);
      transaction.executeRaw = async (query) => {
        try {
          return await execute(query);
        } catch (error) {
          if (ENDS.has(query.sql)) await drop();
          throw error;
        }
      };
      return transaction;
    };
    return adapter;
  }
}
