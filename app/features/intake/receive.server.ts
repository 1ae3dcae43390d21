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

/** Everybody who has no answer yet, the oldest first. */
const unanswered = new Set<Waiting>();
/** In turn for the next batch. */
const waiting: Waiting[] = [];
/** The line of each shop of which somebody holds a lock: it is served by itself until it is empty, and nobody else waits for it. */
const held = new Map<string, Waiting[]>();
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
    const each = { delivery, resolve, reject, since: tick };
    unanswered.add(each);
    ticking ??= setInterval(onTick, TICK_MS).unref();
    const line = held.get(delivery.headers.domain);
    if (line) line.push(each);
    else {
      waiting.push(each);
      pump();
    }
  });
}

function onTick(): void {
  tick += 1;
  const patience = tick - answered >= STANDS_STILL ? STANDS_STILL : SHOPIFY_WAITS;
  for (const each of unanswered) {
    if (each.since > tick - patience) break;
    refuse([each], new Retryable("the database does not answer in time"));
  }
  while (waiting[0] && !unanswered.has(waiting[0])) waiting.shift();
  if (unanswered.size > 0) return;
  clearInterval(ticking);
  ticking = undefined;
}

function accept(batch: readonly Waiting[]): void {
  for (const each of batch) {
    unanswered.delete(each);
    each.resolve();
  }
}

function refuse(batch: readonly Waiting[], error: unknown): void {
  for (const each of batch) {
    unanswered.delete(each);
    each.reject(error);
  }
}

function pump(): void {
  while (inFlight < IN_FLIGHT && waiting.length > 0) {
    inFlight += 1;
    void flush(waiting.splice(0, BATCH)).finally(() => {
      inFlight -= 1;
      pump();
    });
  }
}

/** Never rejects: every delivery of the batch is told its own result, now or by the line of its shop. */
async function flush(batch: readonly Waiting[]): Promise<void> {
  try {
    await storeBatch(batch.map(({ delivery }) => delivery));
    accept(batch);
  } catch (error) {
    if (isHeld(error)) {
      for (const [domain, ofShop] of Map.groupBy(batch, ({ delivery }) => delivery.headers.domain))
        standInLine(domain, ofShop);
    } else if (error instanceof Retryable || batch.length === 1) {
      refuse(batch, error);
    } else {
      // One of them cannot be stored. Alone, each gets its own answer, and the good ones are not lost for it.
      log.error({
        event: "intake.batch_failed",
        size: batch.length,
        message: error instanceof Error ? error.message : String(error),
      });
      for (const each of batch) await flush([each]);
    }
  } finally {
    answered = tick;
  }
}

/** Somebody holds what one of the shops of a batch needs; which one is not told, so each gets a line. The lines of the others are empty at once. */
function standInLine(domain: string, batch: readonly Waiting[]): void {
  const line = held.get(domain);
  if (line) {
    line.unshift(...batch);
    return;
  }
  held.set(domain, [...batch]);
  void serve(domain);
}

async function serve(domain: string): Promise<void> {
  const line = held.get(domain) ?? [];
  while (line.length > 0) await flush(line.splice(0, BATCH).filter((each) => unanswered.has(each)));
  held.delete(domain);
}
