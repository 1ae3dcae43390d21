import { Retryable } from "../../core/faults.ts";
import { isHeld } from "../../platform/db/faults.server.ts";
import { log } from "../../platform/log.server.ts";
import type { Received } from "./batch.ts";
import { storeBatch } from "./store.server.ts";

/** More in one transaction gains nothing (measured: 64 and 256 differ by less than the noise). */
const BATCH = 64;
/** One commits while the next is being sent. */
const IN_FLIGHT = 2;
/**
 * When the database has answered nobody for so long, whoever waits as long is told so: what waits behind a database that stands still would fill
 * the memory. A database that is only busy gets as long as Shopify waits for us, five seconds. What is refused may still be stored, and comes
 * again: that is counted and harms nothing. Counted in ticks, so that a process that was itself held up does not blame the database.
 */
const TICK_MS = 100;
const STANDS_STILL = 9;
const SHOPIFY_WAITS = 45;

interface Waiting {
  readonly delivery: Received;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly since: number;
}

const waiting: Waiting[] = [];
/** On their way to the database. */
const sent = new Set<Waiting>();
let inFlight = 0;
let tick = 0;
/** When the database last answered, well or not. */
let answered = 0;
let ticking: NodeJS.Timeout | undefined;

/**
 * Stores a delivery; resolves when it is durable. Deliveries that arrive together share one transaction (natural group commit, no timer):
 * while two batches are on their way, the others wait and make the next one. Rejects with Retryable when the database is away, answers nobody for
 * a second, or is too busy for Shopify's patience.
 */
export function receive(delivery: Received): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ delivery, resolve, reject, since: tick });
    ticking ??= setInterval(onTick, TICK_MS).unref();
    pump();
  });
}

function onTick(): void {
  tick += 1;
  const patience = tick - answered >= STANDS_STILL ? STANDS_STILL : SHOPIFY_WAITS;
  const late = [...sent, ...waiting].filter(({ since }) => since <= tick - patience);
  for (const each of late) {
    each.reject(new Retryable("the database does not answer in time"));
    sent.delete(each);
  }
  while (waiting[0] && waiting[0].since <= tick - patience) waiting.shift();
  if (sent.size > 0 || waiting.length > 0) return;
  clearInterval(ticking);
  ticking = undefined;
}

function pump(): void {
  while (inFlight < IN_FLIGHT && waiting.length > 0) {
    const batch = waiting.splice(0, BATCH);
    inFlight += 1;
    for (const each of batch) sent.add(each);
    void flush(batch).finally(() => {
      answered = tick;
      inFlight -= 1;
      for (const each of batch) sent.delete(each);
      pump();
    });
  }
}

/** Never rejects: every delivery of the batch is told its own result. */
async function flush(batch: readonly Waiting[]): Promise<void> {
  try {
    await storeBatch(batch.map(({ delivery }) => delivery));
    for (const { resolve } of batch) resolve();
  } catch (error) {
    const shops = Map.groupBy(batch, ({ delivery }) => delivery.headers.domain);
    if (isHeld(error) && shops.size > 1) {
      // Somebody holds what one of the shops needs: the others do not wait for it.
      await Promise.all([...shops.values()].map(flush));
      return;
    }
    if (error instanceof Retryable || batch.length === 1) {
      for (const { reject } of batch) reject(error);
      return;
    }
    // One of them cannot be stored. Alone, each gets its own answer, and the good ones are not lost for it.
    log.error({
      event: "intake.batch_failed",
      size: batch.length,
      message: error instanceof Error ? error.message : String(error),
    });
    for (const each of batch) await flush([each]);
  }
}
