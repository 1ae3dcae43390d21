import type { ShopId } from "../../core/ids.ts";
import { inShop, type ShopTx } from "../../platform/db/in-shop.server.ts";
import { log } from "../../platform/log.server.ts";
import type { Carrier } from "../carriers/domain/carrier.ts";
import { carrierAccounts, openCarrier } from "../carriers/public.server.ts";
import { openPredictor, readOrigins } from "../delivery/public.server.ts";
import { switchedOnSince } from "../intents/public.server.ts";
import { readPriceLists } from "../routing/public.server.ts";
import { shopIdOf, shopProfile } from "../shops/public.server.ts";
import type { Origin } from "./domain/origins.ts";
import { readSetting } from "./setting.server.ts";

/** What is worked with before it is read again, in real time: a changed setting counts that soon. */
const FRESH_MS = 30_000;
/** Shops whose knowledge is kept; each takes some hundred kilobytes at most. */
const MOST_KEPT = 500;

/** What answering a cart needs of a shop, without its stock. */
export type Knowledge = Awaited<ReturnType<typeof readKnowledge>>;

interface Kept {
  readonly knowledge: Knowledge | undefined;
  readonly readAt: number;
  reading: boolean;
}

const kept = new Map<string, Kept>();
const beginning = new Map<string, Promise<Kept>>();

/**
 * What is known of a shop, by its domain: at once from memory where it was asked before, while what is older is read again behind it. So a database that is
 * away is not noticed by shops that were here. Undefined: no shop has us installed there. Throws Retryable when it cannot be read and never was.
 */
export async function knowledgeOf(domain: string, now: Date): Promise<Knowledge | undefined> {
  const known = kept.get(domain);
  if (known === undefined) return (await firstRead(domain, now)).knowledge;
  if (performance.now() - known.readAt > FRESH_MS && !known.reading) {
    known.reading = true;
    readAgain(domain, now).catch((error: unknown) => {
      known.reading = false;
      log.warn({ event: "checkout_rates.stale", message: error instanceof Error ? error.message : String(error) });
    });
  }
  return known.knowledge;
}

/** A process that just started is asked by many at once: they wait for one read. */
function firstRead(domain: string, now: Date): Promise<Kept> {
  const running = beginning.get(domain);
  if (running) return running;
  const reading = readAgain(domain, now).finally(() => beginning.delete(domain));
  beginning.set(domain, reading);
  return reading;
}

/** What was just saved counts with the next question. */
export function forgetKnowledge(domain: string): void {
  kept.delete(domain);
}

async function readAgain(domain: string, now: Date): Promise<Kept> {
  const shopId = await shopIdOf(domain);
  const knowledge = shopId === undefined ? undefined : await inShop(shopId, (tx) => readKnowledge(tx, shopId, now));
  const entry = { knowledge, readAt: performance.now(), reading: false };
  // A stranger's domain is not kept: anybody can make up another one.
  kept.delete(domain);
  if (knowledge?.key) kept.set(domain, entry);
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  return entry;
}

/** Reads all of it in one transaction. */
export async function readKnowledge(tx: ShopTx, shopId: ShopId, now: Date) {
  const setting = await readSetting(tx);
  const { currency, timezone } = await shopProfile(shopId);
  const named = setting.offer.services.flatMap(({ price }) => (price.by === "carrier" ? [price.carrier] : []));
  return {
    shopId,
    ...setting,
    on: (await switchedOnSince(tx, "rates")) !== null,
    currency,
    timezone,
    lists: await readPriceLists(tx),
    places: await readOrigins(tx, now, 1),
    origins: await readShippers(tx),
    predict: await openPredictor(tx, now),
    carriers: await openCarriers(tx, named),
  };
}

interface Shipper extends Origin {
  readonly name: string;
  readonly city: string | null;
}

/** Locations that ship what is bought online. */
const readShippers = (tx: ShopTx): Promise<Shipper[]> =>
  tx.rows<Shipper & Record<string, unknown>>(
    `select location_id as id, name, country, zip, city from location
      where shop_id = $1 and deleted_at is null and active and fulfills_online_orders and ships_inventory order by location_id`,
    [tx.shopId],
  );

/** The carriers of enabled accounts that services are priced by, and that say what they take. */
async function openCarriers(tx: ShopTx, named: readonly string[]): Promise<Carrier[]> {
  const opened: Carrier[] = [];
  for (const { carrier, enabled } of await carrierAccounts(tx)) {
    if (!enabled || !named.includes(carrier)) continue;
    const found = await openCarrier(tx, carrier);
    if (found?.can.rates) opened.push(found);
  }
  return opened;
}
