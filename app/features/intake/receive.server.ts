import { Retryable } from "../../core/faults.ts";
import { log } from "../../platform/log.server.ts";
import type { Received } from "./batch.ts";
import { storeBatch } from "./store.server.ts";

/** More in one transaction gains nothing (measured: 64 and 256 differ by less than the noise). */
const BATCH = 64;
/** One commits while the next is being sent. */
const IN_FLIGHT = 2;

interface Waiting {
  readonly delivery: Received;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const waiting: Waiting[] = [];
let inFlight = 0;

/**
 * Stores a delivery; resolves when it is durable. Deliveries that arrive together share one transaction (natural group commit, no timer):
 * while two batches are on their way, the others wait and make the next one. Rejects with Retryable when the database is away.
 */
export function receive(delivery: Received): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ delivery, resolve, reject });
    pump();
  });
}

function pump(): void {
  while (inFlight < IN_FLIGHT && waiting.length > 0) {
    const batch = waiting.splice(0, BATCH);
    inFlight += 1;
    void flush(batch).finally(() => {
      inFlight -= 1;
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
