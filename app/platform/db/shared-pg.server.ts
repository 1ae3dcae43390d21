import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import type { PoolClient } from "pg";
import { HeardPool } from "./heard-pool.server.ts";

/** The connection whose transaction Prisma is to join: it belongs to `inShop`, which began the transaction and will end it. */
export const lent = new AsyncLocalStorage<PoolClient>();

const OURS = new Set(["BEGIN", "COMMIT", "ROLLBACK"]);

/** A lent connection as Prisma sees it: beginning, ending and giving back are done by the lender. */
function asLent(client: PoolClient): PoolClient {
  const nothing = { command: "", rows: [], rowCount: 0, fields: [], oid: 0 };
  const seen = Object.create(client) as PoolClient;
  const query = (config: pg.QueryConfig, values: unknown[]) =>
    OURS.has(config.text) ? Promise.resolve(nothing) : client.query(config, values);
  return Object.assign(seen, { query, release: () => undefined, on: () => seen, removeListener: () => seen });
}

/** Gives Prisma the lent connection where there is one; otherwise one of its own. */
class LendingPool extends HeardPool {
  override connect(): Promise<PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<PoolClient> | undefined {
    const client = lent.getStore();
    if (callback) {
      super.connect(callback);
      return undefined;
    }
    return client ? Promise.resolve(asLent(client)) : super.connect();
  }
}

/**
 * Prisma's adapter, but its transactions join the one of the `pg` client that is lent to them, so that Prisma and raw SQL share one transaction, and
 * whoever needs no Prisma pays for none (docs/decisions/0002-one-handle.md).
 */
export function sharedPg(config: pg.PoolConfig): PrismaPg {
  return new PrismaPg(new LendingPool(config));
}
