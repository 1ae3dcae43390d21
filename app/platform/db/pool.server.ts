import type pg from "pg";
import { config } from "../../config.server.ts";
import { log } from "../log.server.ts";
import { HeardPool } from "./heard-pool.server.ts";

/** A pool of the app's connections; more are opened as they are needed. */
function openPool(max: number): pg.Pool {
  const pool = new HeardPool({
    connectionString: config.databaseUrl,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 10_000,
    application_name: "entrega",
  });
  // An idle connection the server closed (restart, failover) is no reason to fall over: the pool opens another one.
  pool.on("error", (error) => {
    log.warn({ event: "database.connection_lost", message: error.message });
  });
  return pool;
}

/**
 * Plain connections, for what happens before or outside a shop: the receiver's door, the lanes, the table of shops. Everything else goes
 * through `inShop`.
 */
export const sqlPool = openPool(Math.max(4, Math.floor(config.databasePool / 2)));

/** Those of `inShop`, and of nobody else: a lease is prolonged while one of them is held, and must not wait for another. */
export const shopPool = openPool(config.databasePool);
