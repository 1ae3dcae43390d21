import { randomBytes } from "node:crypto";

/** The environment of the app in tests and measurements. Secrets are made up anew each time. */
export function appEnvironment(databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
    // Tests ask for what is not there thousands of times, all from one address.
    REFUSALS_PER_MINUTE: "1000000",
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: "10",
    SHOPIFY_APP_URL: "http://localhost:1",
    SHOPIFY_API_KEY: "test-client-id",
    SHOPIFY_API_SECRET: randomBytes(16).toString("hex"),
    SHOPIFY_API_SECRET_PREVIOUS: randomBytes(16).toString("hex"),
    SEAL_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    SEARCH_KEY: randomBytes(32).toString("base64"),
  };
}
