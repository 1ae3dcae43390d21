import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { factsOf, type Journey } from "./domain/eta/facts-of.ts";
import { predictedWindow, type PredictedWindow } from "./domain/predicted-window.ts";
import type { Prediction } from "./domain/eta/predict.ts";
import { leavesAt, readOrigins } from "./origins.server.ts";
import { readShopEta } from "./shop-eta.server.ts";

/** Orders wait for weeks at most; of an older one the handover is counted from now. */
const DAYS_BEFORE = 60;

/** A part of an order as predictions need it. */
export interface PartToPredict {
  readonly locationId: string | null;
  /** When it was decided to ship it: the order, or the label. */
  readonly decidedAt: Date;
  /** The carrier's first scan; null: it has not left. */
  readonly leftAt: Date | null;
  readonly journey: Journey;
}

export interface PredictedPart {
  /** When it leaves, or left: epoch milliseconds. */
  readonly leavesAt: number;
  /** It should have left by now, and did not. */
  readonly leavesLate: boolean;
  readonly prediction: Prediction;
  readonly window: PredictedWindow | null;
}

/** Predicts parts of this shop: undefined for a place that is not known. Undefined altogether before the shop's parcels taught anything. */
export async function openPredictor(
  tx: ShopTx,
  now: Date,
): Promise<((part: PartToPredict) => PredictedPart | undefined) | undefined> {
  const eta = await readShopEta(tx);
  if (eta === null) return undefined;
  const origins = await readOrigins(tx, now, DAYS_BEFORE);
  const at = now.getTime();
  return ({ locationId, decidedAt, leftAt, journey }) => {
    const origin = locationId === null ? undefined : origins.get(locationId);
    if (!origin) return undefined;
    const planned = leavesAt(origin, decidedAt.getTime());
    const leavesLate = leftAt === null && planned < at;
    const leaves = leftAt?.getTime() ?? (leavesLate ? leavesAt(origin, at) : planned);
    const prediction = eta.predict(factsOf(leaves, origin, journey));
    const { zone, settings } = origin;
    const closed = journey.country === origin.country ? settings.holidays.dates : [];
    return {
      leavesAt: leaves,
      leavesLate,
      prediction,
      window: predictedWindow(prediction, { leavesAt: leaves, zone, closed }, at),
    };
  };
}
