import { z } from "zod";

/** The environment was wrong. `problems` names every bad key at once, so that nobody fixes them one start at a time. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration is not complete:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

const url = (protocols: RegExp) => z.url({ protocol: protocols, error: "must be a full URL" });

const sealKeys = z.string().transform((text, context) =>
  text.split(",").map((part) => {
    const [id = "", key = ""] = part.trim().split(":");
    const bytes = Buffer.from(key, "base64");
    if (!/^[a-z0-9]{1,8}$/.test(id) || bytes.length !== 32)
      context.addIssue(
        "must be id:key pairs, the current one first; a key is 32 bytes in base64, an id 1–8 letters or digits",
      );
    return { id, key: bytes };
  }),
);

/** "realEpochMs,shopEpochMs,speed" of the dev shop's fast clock. */
const fastClock = z
  .string()
  .regex(/^\d+,\d+,\d+(\.\d+)?$/, "must be realEpochMs,shopEpochMs,speed")
  .transform((text) => text.split(",").map(Number) as [real: number, shop: number, speed: number]);

const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  SHOPIFY_APP_URL: url(/^https?$/),
  SHOPIFY_API_KEY: z.string(),
  SHOPIFY_API_SECRET: z.string(),
  SHOPIFY_API_SECRET_PREVIOUS: z.string().optional(),
  DATABASE_URL: url(/^postgres(ql)?$/),
  DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(20),
  SEAL_KEYS: sealKeys,
  SEARCH_KEY: z.base64("must be base64").transform((text, context) => {
    const bytes = Buffer.from(text, "base64");
    if (bytes.length !== 32) context.addIssue("must be 32 bytes in base64");
    return bytes;
  }),
  OPERATOR_TOKEN: z.string().min(24, "must have at least 24 characters").optional(),
  PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(1),
  REFUSALS_PER_MINUTE: z.coerce.number().int().min(10).default(600),
  SHOP_CALLS_PER_MINUTE: z.coerce.number().int().min(10).default(6_000),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  DEVSHOP_URL: url(/^http$/).optional(),
  APP_BRIDGE_URL: url(/^https?$/).default("https://cdn.shopify.com/shopifycloud/app-bridge.js"),
  CLOCK: fastClock.optional(),
});

/** Reads and checks an environment; an empty variable counts as not set. Throws ConfigError with every problem. */
export function readConfig(env: Readonly<Record<string, string | undefined>>) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const key = String(path[0]);
    return given[key] === undefined ? `${key} is not set` : `${key} ${message}`;
  });
  const production = given["NODE_ENV"] === "production";
  if (production && (given["DEVSHOP_URL"] ?? given["CLOCK"]) !== undefined)
    problems.push("DEVSHOP_URL and CLOCK stand in for Shopify and for time; production has neither");
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const value = parsed.data;
  return Object.freeze({
    production,
    port: value.PORT,
    logLevel: value.LOG_LEVEL,
    appUrl: value.SHOPIFY_APP_URL.replace(/\/$/, ""),
    apiKey: value.SHOPIFY_API_KEY,
    apiSecret: value.SHOPIFY_API_SECRET,
    /** Still accepted while a rotation of the client secret reaches Shopify's webhook signing (up to an hour). */
    previousApiSecret: value.SHOPIFY_API_SECRET_PREVIOUS,
    databaseUrl: value.DATABASE_URL,
    databasePool: value.DATABASE_POOL,
    /** The first seals; all open. */
    sealKeys: value.SEAL_KEYS,
    /** Keys the hashes of personal words. It does not rotate: a new one makes old orders unfindable by name until they are read again. */
    searchKey: value.SEARCH_KEY,
    /** Who shows it may read numbers and reasons; undefined: nobody in production (features/operations). */
    operatorToken: value.OPERATOR_TOKEN,
    /** How many proxies of ours are in front: that many addresses of x-forwarded-for are true, counted from behind. */
    proxyHops: value.PROXY_HOPS,
    /** An address that was refused more often than this in a minute is not answered for the rest of it. */
    refusalsPerMinute: value.REFUSALS_PER_MINUTE,
    /** A shop of thirty scanners asks 20 times a second at most; a script of one shop must not keep the others waiting. */
    shopCallsPerMinute: value.SHOP_CALLS_PER_MINUTE,
    workerPort: value.WORKER_PORT,
    workerConcurrency: value.WORKER_CONCURRENCY,
    /** Origin of the dev shop that stands in for Shopify; undefined against the real one. */
    devshopUrl: value.DEVSHOP_URL?.replace(/\/$/, ""),
    appBridgeUrl: value.APP_BRIDGE_URL,
    clock: value.CLOCK,
  });
}

/** The one configuration of this process. Nobody else reads the environment. */
export const config = readConfig(process.env);
