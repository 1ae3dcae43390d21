import pg from "pg";
import { config } from "../../config.server.ts";
import { log } from "../log.server.ts";

/**
 * Plain connections, for what happens before or outside a shop: the receiver's door, the lanes, the table of shops. Everything else goes
 * through `inShop`.
 */
export const sqlPool = new pg.Pool({
  connectionString: config.databaseUrl,
  max: Math.max(4, Math.floor(config.databasePool / 2)),
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 10_000,
  application_name: "entrega",
});

// An idle connection the server closed (restart, failover) is no reason to fall over: the pool opens another one.
sqlPool.on("error", (error) => {
  log.warn({ event: "database.connection_lost", message: error.message });
});
