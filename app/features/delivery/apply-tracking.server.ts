import type { OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import type { CarrierFacts, CarrierScan, Tracking } from "../carriers/domain/carrier.ts";
import { saidCodes } from "../carriers/public.server.ts";
import { recordIntents, switchedOnSince } from "../intents/public.server.ts";
import type { NewIntent } from "../intents/domain/intent.ts";
import { appendOrderEvents, setParcelStage } from "../orders/public.server.ts";
import type { OrderEvent } from "../orders/domain/event.ts";
import { readScans, type ParcelReading, type Scan } from "./domain/parcel-stage.ts";
import { nextPollAt } from "./domain/poll.ts";
import { eventsToWrite } from "./domain/write-back.ts";
import { scansTaken, unknownScans } from "./metrics.server.ts";
import { refreshPromises } from "./promises.server.ts";
import { watchOrders } from "./watch.server.ts";
import { tellStages } from "./tell.server.ts";
import { insertScans, scansOf, shownEvents, updateParcels, type DueParcel, type NewScan } from "./scans.server.ts";

/** A parcel and what its carrier answered; undefined when it left the number out. */
export interface Tracked {
  readonly parcel: DueParcel;
  readonly tracking: Tracking | undefined;
}

interface Reading {
  readonly parcel: DueParcel;
  readonly reading: ParcelReading;
  readonly expectedAt: Date | null;
}

/**
 * Takes a carrier's answers: scans once each, the stage from all of them, the next question, ledger events, what Shopify's page lacks, and
 * dates that moved. Any order and repetition of the same answers ends in the same rows.
 */
export async function applyTracking(
  tx: ShopTx,
  carrier: CarrierFacts,
  batch: readonly Tracked[],
  now: Date,
): Promise<void> {
  const said = await saidCodes(tx, carrier.code);
  // What no table of ours knows the merchant may know.
  const read = (scan: CarrierScan) =>
    scan.stage === "unknown" ? { ...scan, stage: said.get(scan.code) ?? scan.stage } : scan;
  const fresh = await insertScans(
    tx,
    batch.flatMap(({ parcel: { parcelId }, tracking }) =>
      tracking?.found ? tracking.scans.map((scan) => ({ parcelId, scan: read(scan) })) : [],
    ),
    now,
  );
  const scans = await scansOf(
    tx,
    batch.map(({ parcel }) => parcel.parcelId),
  );
  const readings = batch.map(({ parcel, tracking }) => ({
    parcel,
    reading: readScans(scans.get(parcel.parcelId) ?? []),
    // A carrier that no longer names a date has not taken its last one back.
    expectedAt: (tracking?.found ? tracking.expectedAt : null) ?? parcel.expectedAt,
  }));
  await updateParcels(
    tx,
    readings.map(({ parcel, reading, expectedAt }) => ({
      parcelId: parcel.parcelId,
      stage: reading.stage,
      expectedAt,
      lastScanAt: reading.lastScanAt,
      deliveredAt: reading.deliveredAt,
      nextPollAt: nextPollAt(reading.stage, reading.lastScanAt ?? parcel.createdAt, now),
    })),
  );
  await appendOrderEvents(tx, ledgerEvents(readings, fresh), now);
  for (const { parcel, reading } of readings) {
    if (parcel.fulfillmentId !== null && reading.stage !== parcel.stage)
      await setParcelStage(tx, parcel.orderId, parcel.fulfillmentId, reading.stage);
  }
  await writeBack(tx, carrier, readings, scans, fresh, now);
  await refreshPromises(tx, ordersWithNews(readings), now);
  const scanned = new Set(fresh.map(({ parcelId }) => parcelId));
  await watchOrders(
    tx,
    batch.flatMap(({ parcel: { parcelId, orderId } }) => (scanned.has(parcelId) ? [orderId] : [])),
    now,
  );
  await tellStages(tx, readings, now);
  scansTaken.inc({ carrier: carrier.code }, fresh.length);
  unknownScans.inc({ carrier: carrier.code }, fresh.filter(({ stage }) => stage === "unknown").length);
}

/** Every scan is an event; the two moments everybody asks for have one of their own, whatever code the carrier uses for them. */
function ledgerEvents(readings: readonly Reading[], fresh: readonly NewScan[]): OrderEvent[] {
  const freshOf = Map.groupBy(fresh, ({ parcelId }) => parcelId);
  return readings.flatMap(({ parcel: { parcelId, orderId, stage: before }, reading }) => {
    const news = freshOf.get(parcelId) ?? [];
    const moments = [
      { code: "parcel.handed_over", occurredAt: reading.handedOverAt },
      { code: "parcel.delivered", occurredAt: reading.deliveredAt },
    ];
    return [
      ...news.map(({ key, code, stage, occurredAt }) => ({
        orderId,
        code: "parcel.scanned",
        ref: `${parcelId} ${key}`,
        occurredAt,
        // Not where: the last places are the shopper's. The scan knows it, and forgets it with them.
        data: { parcelId, scan: key, code, stage },
      })),
      ...moments.flatMap(({ code, occurredAt }) =>
        (news.length > 0 || reading.stage !== before) && occurredAt !== null
          ? [{ orderId, code, ref: parcelId, occurredAt, data: { parcelId } }]
          : [],
      ),
    ];
  });
}

async function writeBack(
  tx: ShopTx,
  carrier: CarrierFacts,
  readings: readonly Reading[],
  scans: ReadonlyMap<ParcelId, readonly Scan[]>,
  fresh: readonly NewScan[],
  now: Date,
): Promise<void> {
  const since = carrier.trackedByShopify ? null : await switchedOnSince(tx, "events");
  if (since === null) return;
  const withNews = new Set(fresh.map(({ parcelId }) => parcelId));
  // What was on its way before the merchant switched events on is left as it is.
  const told = readings.filter(
    ({ parcel }) => parcel.fulfillmentId !== null && parcel.createdAt >= since && withNews.has(parcel.parcelId),
  );
  if (told.length === 0) return;
  const shown = await shownEvents(
    tx,
    told.map(({ parcel }) => parcel),
  );
  const intents = told.flatMap(({ parcel: { parcelId, orderId }, expectedAt }): NewIntent[] =>
    eventsToWrite({
      trackedByShopify: carrier.trackedByShopify,
      scans: scans.get(parcelId) ?? [],
      shownUpTo: shown.get(parcelId)?.at ?? null,
      shownStatus: shown.get(parcelId)?.status ?? null,
    }).map(({ scanKey, status, happenedAt }) => ({
      kind: "fulfillment.event",
      orderId,
      subject: `parcel ${parcelId} ${status} ${happenedAt.toISOString()}`,
      input: {
        parcelId,
        scanKey,
        status,
        happenedAt: happenedAt.toISOString(),
        estimatedDeliveryAt: expectedAt?.toISOString() ?? null,
      },
    })),
  );
  await recordIntents(tx, intents, now);
}

/** Orders whose promise may have moved: another stage, another date. */
function ordersWithNews(readings: readonly Reading[]): OrderId[] {
  const news = readings.filter(
    ({ parcel, reading, expectedAt }) =>
      reading.stage !== parcel.stage || expectedAt?.getTime() !== parcel.expectedAt?.getTime(),
  );
  return [...new Set(news.map(({ parcel }) => parcel.orderId))];
}
