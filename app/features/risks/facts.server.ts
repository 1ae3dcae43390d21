import { dayOf } from "../../core/calendar/day.ts";
import type { OrderId } from "../../core/ids.ts";
import { instantAt } from "../../core/local-time.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { carrierName } from "../carriers/public.server.ts";
import {
  afterWorkingMs,
  ownPart,
  partByOthers,
  silentFrom,
  USUAL_SILENCE_MS,
  type ParcelStage,
} from "../delivery/domain/public.ts";
import {
  journeyOf,
  leavesAt,
  openPredictor,
  readOrigins,
  readShopEta,
  type PredictedPart,
} from "../delivery/public.server.ts";
import type { ContributedFact } from "./domain/public.ts";
import type { Arrival, PartFacts } from "./domain/part-facts.ts";
import type { RiskSource } from "./source.server.ts";
import { readRows, type OrderRow, type ParcelRow, type ShelfRow } from "./watched-rows.server.ts";

/** An order with its parts, and what a risk of it costs and who it belongs to. */
export interface WatchedOrder {
  readonly orderId: OrderId;
  readonly totalMinor: number;
  readonly currency: string;
  readonly assignee: string;
  readonly parts: readonly PartFacts[];
}

/** How far back orders are watched (delivery), with some days for their calendars. */
const DAYS_BEFORE = 130;
/** After the pickup a carrier has a working day to scan it for the first time. */
const FIRST_SCAN_MS = 24 * 3_600_000;
/** Not expected to move: not handed over, waiting at a shop, or its carrier cannot be read. */
const STILL: ReadonlySet<ParcelStage> = new Set<ParcelStage>(["ready_for_pickup", "labelled", "unknown"]);

/** All that is known of these orders, part by part. */
export async function readWatched(
  tx: ShopTx,
  orderIds: readonly OrderId[],
  sources: readonly RiskSource[],
  now: Date,
): Promise<WatchedOrder[]> {
  const rows = await readRows(tx, orderIds);
  const told: ContributedFact[] = [];
  for (const source of sources) told.push(...(await source(tx, orderIds)));
  const byOrder = Map.groupBy(told, ({ orderId }) => orderId);
  const known: Known = {
    origins: await readOrigins(tx, now, DAYS_BEFORE),
    eta: await readShopEta(tx),
    predict: await openPredictor(tx, now),
    now,
  };
  return rows.map((row) => ({
    orderId: row.order_id,
    totalMinor: Number(row.total_minor),
    currency: row.currency,
    assignee: row.assignee,
    parts: partsOf(row, byOrder.get(row.order_id) ?? [], known),
  }));
}

interface Known {
  readonly origins: Awaited<ReturnType<typeof readOrigins>>;
  readonly eta: Awaited<ReturnType<typeof readShopEta>>;
  readonly predict: Awaited<ReturnType<typeof openPredictor>>;
  readonly now: Date;
}

type Told<Name extends ContributedFact["fact"]> = Extract<ContributedFact, { readonly fact: Name }>;
const ofFact = <Name extends ContributedFact["fact"]>(told: readonly ContributedFact[], name: Name): Told<Name>[] =>
  told.filter((each): each is Told<Name> => each.fact === name);

function partsOf(row: OrderRow, told: readonly ContributedFact[], known: Known): PartFacts[] {
  const promisedBy = promisedByOf(row, told);
  const disputes = ofFact(told, "disputed");
  const parts = [
    ...row.to_ship.map((shelf) => ({ facts: shelfFacts(row, shelf, told, known), parcelId: null })),
    ...row.parcels.map((parcel) => ({ facts: parcelFacts(row, parcel, known), parcelId: parcel.parcel_id })),
  ];
  // A dispute that names no parcel of the order is about its first part.
  const indexOf = ({ parcelId }: Told<"disputed">) =>
    Math.max(0, parcelId === null ? 0 : parts.findIndex((part) => part.parcelId === parcelId));
  return parts.map(({ facts }, index) => {
    const dispute = disputes.find((each) => indexOf(each) === index);
    return { ...facts, promisedBy, dispute: dispute ? { at: dispute.at, answerBy: dispute.answerBy } : null };
  });
}

/** The last instant of the promised day, or of the day the shopper agreed to since. */
function promisedByOf({ promised, timezone }: OrderRow, told: readonly ContributedFact[]): Date | null {
  if (promised === null) return null;
  const end = instantAt(timezone, dayOf(promised) + 1, 0) - 1;
  return new Date(Math.max(end, ...ofFact(told, "agreed").map(({ until }) => until.getTime())));
}

type Facts = Omit<PartFacts, "promisedBy" | "dispute">;

function shelfFacts(row: OrderRow, shelf: ShelfRow, told: readonly ContributedFact[], known: Known): Facts {
  const { id, location_id: locationId, held, shipped, since } = shelf;
  const ofPart = <Name extends "picked" | "awaitsPickup" | "pickupPromised">(name: Name) =>
    ofFact(told, name).find((each) => "fulfillmentOrderId" in each && each.fulfillmentOrderId === id);
  const origin = locationId === null ? undefined : known.origins.get(locationId);
  const decidedAt = new Date(since);
  const [collect, ready] = [ofPart("awaitsPickup"), ofPart("pickupPromised")];
  const mayLeave = origin !== undefined && shipped && row.paid && !held && !ofPart("picked");
  return {
    orderId: row.order_id,
    part: ownPart(id, shelf.box),
    locationId,
    carrier: "",
    over: row.over,
    toShip: mayLeave
      ? {
          cutOff: new Date(leavesAt(origin, decidedAt.getTime())),
          nextCutOff: new Date(leavesAt(origin, known.now.getTime())),
        }
      : null,
    parcel: null,
    arrival: shipped
      ? arrivalOf(null, known.predict?.({ locationId, decidedAt, leftAt: null, journey: journeyOf(row) }))
      : null,
    pickup: collect || ready ? { readyBy: ready?.readyBy ?? null, collectBy: collect?.collectBy ?? null } : null,
  };
}

function parcelFacts(row: OrderRow, parcel: ParcelRow, { origins, eta, predict }: Known): Facts {
  const { fulfillment_order_id: ours, fulfillment_id: theirs, location_id: locationId, carrier, stage } = parcel;
  const decidedAt = new Date(parcel.decided_at);
  const lastScanAt = dateOrNull(parcel.last_scan_at);
  const origin = locationId === null ? undefined : origins.get(locationId);
  const pickup = origin ? leavesAt(origin, decidedAt.getTime()) : decidedAt.getTime();
  const moves = parcel.parcel_id !== null && lastScanAt !== null && !STILL.has(stage);
  const predicted = predict?.({ locationId, decidedAt, leftAt: dateOrNull(parcel.left_at), journey: journeyOf(row) });
  return {
    orderId: row.order_id,
    part: ours === null ? partByOthers(theirs ?? ("" as never)) : ownPart(ours, parcel.box),
    locationId,
    carrier: parcel.parcel_id === null ? carrier : carrierName(carrier),
    over: row.over || stage === "delivered",
    toShip: null,
    parcel: {
      stage,
      lastScanAt,
      firstScanBy: new Date(afterWorkingMs(pickup, FIRST_SCAN_MS)),
      // Nobody asks about what others sent: its silence says nothing.
      silentAt: moves
        ? silentFrom(
            { lastScanAt, delayed: stage === "delayed", expectedAt: dateOrNull(parcel.expected_at) },
            eta?.silence(carrier) ?? USUAL_SILENCE_MS,
          )
        : null,
    },
    arrival: arrivalOf(dateOrNull(parcel.expected_at), predicted),
    pickup: null,
  };
}

/** The carrier's own date where it gave one, else what the shop's parcels say where they say enough. */
function arrivalOf(expectedAt: Date | null, predicted: PredictedPart | undefined): Arrival | null {
  if (expectedAt) return { by: "carrier", at: expectedAt };
  if (!predicted?.window) return null;
  const { leavesAt: begins, prediction } = predicted;
  return { by: "prediction", begins: new Date(begins), p50: prediction.p50, p90: prediction.p90 };
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));
