import type { PoolClient } from "pg";
import { config } from "../../config.server.ts";
import { PrismaClient, type Prisma } from "./generated/client.ts";
import { lent, sharedPg } from "./shared-pg.server.ts";
import { TRANSACTION_MS } from "./transaction.server.ts";

export const prisma = new PrismaClient({
  adapter: sharedPg({
    connectionString: config.databaseUrl,
    max: 2,
    connectionTimeoutMillis: 5_000,
    application_name: "entrega",
  }),
  transactionOptions: { maxWait: 10_000, timeout: TRANSACTION_MS },
  log: [],
});

/** Prisma inside a transaction that is open on `client`. Call `leave` before that transaction ends; it throws when Prisma had given up. */
export async function joinPrisma(
  client: PoolClient,
): Promise<{ readonly prisma: Prisma.TransactionClient; leave(): Promise<void> }> {
  const joined = Promise.withResolvers<Prisma.TransactionClient>();
  const left = Promise.withResolvers<undefined>();
  const whole = lent.run(client, () =>
    prisma.$transaction(async (transaction) => {
      joined.resolve(transaction);
      await left.promise;
    }),
  );
  whole.catch(joined.reject);
  return {
    prisma: await joined.promise,
    async leave() {
      left.resolve(undefined);
      await whole;
    },
  };
}
