import type { LocationId, ShopId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import type { Carrier, Rate, RateRequest } from "../carriers/domain/carrier.ts";
import { askRates } from "../carriers/public.server.ts";
import { workingDaysUntil } from "./domain/promised-window.ts";
import type { Quote } from "./domain/rates-for.ts";
import { ratesAnswered } from "./metrics.server.ts";

const MINUTE_MS = 60_000;
/** So long an answer is new. Shopify keeps ours for as long. */
const FRESH_MS = 15 * MINUTE_MS;
/** A carrier that failed is left alone for a while: fifty questions a second would not help it. In real time. */
const REST_MS = 20_000;
const MOST_KEPT = 20_000;

/** What one answer of a carrier is for. */
export interface QuoteFor {
  readonly carrier: string;
  readonly locationId: LocationId;
  readonly country: string;
  readonly postalCode: string;
  /** A step (weight-step.ts). */
  readonly grams: number;
}

type KeptRate = Pick<Quote, "service" | "minor" | "currency" | "days">;

export interface KeptQuote {
  readonly askedAt: number;
  readonly rates: readonly KeptRate[];
}

const kept = new Map<string, KeptQuote>();
const asked = new Map<string, Promise<KeptQuote | undefined>>();
const failedAt = new Map<string, number>();

const keyOf = (shopId: ShopId, { carrier, locationId, country, postalCode, grams }: QuoteFor): string =>
  [shopId, carrier, locationId, country, postalCode, grams].join("|");

/** Answers that this process does not have in memory, from those that were stored. */
export async function recallQuotes(tx: ShopTx, wanted: readonly QuoteFor[]): Promise<void> {
  const missing = wanted.filter((each) => !kept.has(keyOf(tx.shopId, each)));
  if (missing.length === 0) return;
  const rows = await tx.rows<QuoteFor & { rates: KeptRate[]; asked_at: Date; [column: string]: unknown }>(
    `select q.carrier, q.location_id as "locationId", q.country, q.postal_code as "postalCode", q.grams, q.rates, q.asked_at
       from jsonb_to_recordset($2::jsonb) as w(carrier text, "locationId" bigint, country text, "postalCode" text, grams int)
       join carrier_quote q on q.shop_id = $1 and q.carrier = w.carrier and q.location_id = w."locationId" and q.country = w.country
        and q.postal_code = w."postalCode" and q.grams = w.grams`,
    [tx.shopId, JSON.stringify(missing)],
  );
  for (const row of rows) keep(keyOf(tx.shopId, row), { askedAt: row.asked_at.getTime(), rates: row.rates });
}

/**
 * What a carrier takes: from memory while that is new; what is older is answered all the same and asked for again behind it. Where nothing is known it is
 * waited for, but not longer than `waitMs`. Undefined: not known in time, or older than `keepMs`. Never throws.
 */
export async function quoteOf(
  shopId: ShopId,
  wanted: QuoteFor,
  ask: { readonly carrier: Carrier; readonly request: RateRequest; readonly keepMs: number; readonly waitMs: number },
  now: Date,
): Promise<readonly Quote[] | undefined> {
  const key = keyOf(shopId, wanted);
  const known = kept.get(key);
  const age = known ? now.getTime() - known.askedAt : Infinity;
  const flight = age < FRESH_MS ? undefined : askOnce(shopId, key, wanted, ask, now);
  const usable = known && age <= ask.keepMs ? known : await inTime(flight, ask.waitMs);
  ratesAnswered.inc({
    result:
      age < FRESH_MS
        ? "quote_new"
        : usable === undefined
          ? "quote_none"
          : usable === known
            ? "quote_old"
            : "quote_asked",
  });
  return usable?.rates.map((rate) => ({ ...rate, carrier: wanted.carrier, locationId: wanted.locationId }));
}

/** Whoever wants the same waits for the same question. Undefined: it failed, or it failed just now. */
function askOnce(
  shopId: ShopId,
  key: string,
  wanted: QuoteFor,
  { carrier, request }: { readonly carrier: Carrier; readonly request: RateRequest },
  now: Date,
): Promise<KeptQuote | undefined> {
  const account = `${shopId}|${carrier.code}`;
  if (performance.now() - (failedAt.get(account) ?? -Infinity) < REST_MS) return Promise.resolve(undefined);
  const running = asked.get(key);
  if (running) return running;
  const asking = askRates([carrier], request).then(async ({ rates, failed }) => {
    asked.delete(key);
    if (failed.length > 0) {
      failedAt.set(account, performance.now());
      log.warn({ event: "checkout_rates.carrier_away", shop: shopId, carrier: carrier.code });
      return undefined;
    }
    failedAt.delete(account);
    const quote = { askedAt: now.getTime(), rates: rates.map(({ rate }) => kernelOf(rate, now.getTime())) };
    keep(key, quote);
    // Behind the answer; lost, it is asked again.
    void store(shopId, wanted, quote).catch((error: unknown) =>
      log.warn({ event: "checkout_rates.not_stored", message: error instanceof Error ? error.message : String(error) }),
    );
    return quote;
  });
  asked.set(key, asking);
  return asking;
}

/** What is kept of a rate. A day on which it arrives would be wrong tomorrow: it is kept as how long that is. */
function kernelOf({ service, costMinor, currency, transit }: Rate, askedAt: number): KeptRate {
  return { service, minor: costMinor, currency, days: daysOf(transit, askedAt) };
}

function daysOf(transit: Rate["transit"], askedAt: number): KeptRate["days"] {
  if (transit === null) return null;
  if (transit.kind === "days") return { from: transit.from, to: transit.to };
  const length = workingDaysUntil(askedAt, transit.at.getTime());
  return { from: length, to: length };
}

async function inTime<T>(work: Promise<T> | undefined, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function keep(key: string, quote: KeptQuote): void {
  kept.delete(key);
  kept.set(key, quote);
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
}

async function store(shopId: ShopId, wanted: QuoteFor, { askedAt, rates }: KeptQuote): Promise<void> {
  const { carrier, locationId, country, postalCode, grams } = wanted;
  await inShop(shopId, (tx) =>
    tx.run(
      `insert into carrier_quote (shop_id, carrier, location_id, country, postal_code, grams, rates, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (shop_id, carrier, location_id, country, postal_code, grams) do update set rates = excluded.rates, asked_at = excluded.asked_at`,
      [
        shopId,
        carrier,
        locationId,
        country,
        postalCode,
        grams,
        JSON.stringify(rates satisfies readonly KeptRate[] as Json),
        new Date(askedAt),
      ],
    ),
  );
}

/** What no setting lets count any more goes. Called with each reconcile. */
export async function pruneQuotes(shopId: ShopId, now: Date): Promise<void> {
  const MOST_DAYS = 8;
  await inShop(shopId, (tx) =>
    tx.run("delete from carrier_quote where shop_id = $1 and asked_at < $2", [
      shopId,
      new Date(now.getTime() - MOST_DAYS * 24 * 60 * MINUTE_MS),
    ]),
  );
}

/** As a process that just started: for tests and benches. */
export function forgetQuotes(): void {
  kept.clear();
  failedAt.clear();
}
