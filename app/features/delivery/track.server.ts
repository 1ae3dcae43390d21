import { Retryable, Terminal } from "../../core/faults.ts";
import type { ShopId } from "../../core/ids.ts";
import { realMs } from "../../platform/clock.server.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { assertLease, keepLease, LostLease, type Lease } from "../../platform/lanes.server.ts";
import { log } from "../../platform/log.server.ts";
import type { Carrier } from "../carriers/domain/carrier.ts";
import { openCarrier } from "../carriers/public.server.ts";
import { applyTracking } from "./apply-tracking.server.ts";
import { askLater, dueParcels, nextDueAt, type DueParcel } from "./scans.server.ts";

/** Parcels taken at a time: a few questions to a carrier, well inside the lease of 30 s. */
const BATCH = 200;
/** Then the lane is given back, so that other shops get their turn. */
const MOST_BATCHES = 10;
/** A carrier that refuses our key, or whose answers we cannot read, is not asked again before somebody had time to look. */
const LATER_MS = 3_600_000;

/**
 * One run of the tracking lane: asks the carriers about every parcel that is due. A carrier in trouble does not keep the others waiting; its
 * Retryable is thrown at the end, so that the lane comes back later. Returns when to run again, in real milliseconds.
 */
export async function trackParcels(lease: Lease, now: Date): Promise<{ nextInMs?: number }> {
  const { shopId } = lease;
  const troubles = new Map<string, Retryable>();
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const due = await inShop(shopId, async (tx) => {
      await assertLease(tx, lease);
      return dueParcels(tx, now, BATCH, [...troubles.keys()]);
    });
    if (due.length === 0) break;
    for (const [code, parcels] of Map.groupBy(due, ({ carrier }) => carrier)) {
      try {
        await ask(lease, code, parcels, now);
      } catch (error) {
        if (!(error instanceof Retryable)) throw error;
        troubles.set(code, error);
      }
    }
    await keepLease(lease);
  }
  const [trouble] = troubles.values();
  if (trouble) throw trouble;
  const next = await inShop(shopId, nextDueAt);
  return next ? { nextInMs: Math.max(0, realMs(next.getTime() - now.getTime())) } : {};
}

/** Asks one carrier. Retryable goes through; what only a person can mend is logged and asked about later. */
async function ask(lease: Lease, code: string, parcels: readonly DueParcel[], now: Date): Promise<void> {
  const { shopId } = lease;
  try {
    const carrier = await inShop(shopId, (tx) => openCarrier(tx, code));
    if (!carrier?.can.track) throw new Terminal("cannot_track", "no account with this carrier, or it does not track");
    for (const some of inChunks(parcels, carrier.mostNumbers)) await askSome(lease, carrier, some, now);
  } catch (error) {
    if (error instanceof Retryable || error instanceof LostLease) throw error;
    await later(shopId, code, parcels, now, error instanceof Error ? error.message : String(error));
  }
}

async function askSome(lease: Lease, carrier: Carrier, parcels: readonly DueParcel[], now: Date): Promise<void> {
  const answers = await carrier.track(parcels.map(({ trackingNumber }) => trackingNumber));
  const byNumber = new Map(answers.map((answer) => [answer.trackingNumber, answer]));
  await inShop(lease.shopId, async (tx) => {
    await assertLease(tx, lease);
    await applyTracking(
      tx,
      carrier,
      parcels.map((parcel) => ({ parcel, tracking: byNumber.get(parcel.trackingNumber) })),
      now,
    );
  });
}

async function later(
  shopId: ShopId,
  carrier: string,
  parcels: readonly DueParcel[],
  now: Date,
  message: string,
): Promise<void> {
  log.error({ event: "tracking.carrier_failed", shopId, carrier, parcels: parcels.length, message });
  await inShop(shopId, (tx) =>
    askLater(
      tx,
      parcels.map(({ parcelId }) => parcelId),
      new Date(now.getTime() + LATER_MS),
    ),
  );
}

function inChunks<Each>(list: readonly Each[], size: number): Each[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, chunk) =>
    list.slice(chunk * size, (chunk + 1) * size),
  );
}
