import { config } from "../../config.server.ts";
import { PrismaClient } from "./generated/client.ts";
import { SharedPg } from "./shared-pg.server.ts";

/** A transaction longer than this holds locks and a connection that others wait for; work that needs more is cut into pieces. */
const TRANSACTION_MS = 15_000;

export const prisma = new PrismaClient({
  adapter: new SharedPg({
    connectionString: config.databaseUrl,
    max: config.databasePool,
    connectionTimeoutMillis: 5_000,
    application_name: "entrega",
  }),
  transactionOptions: { maxWait: 10_000, timeout: TRANSACTION_MS },
  log: [],
});
