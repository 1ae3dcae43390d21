/**
 * What staff see of an order on Shopify's own order page: the contract between our backend and `extensions/order-block`. Pure types: the extension imports
 * them type-only. It can be older than the backend: an unknown code must read as something general. `v` changes only when an old reader would show something false.
 */
import type {
  Day,
  DeliveryPromise,
  DeliveryStage,
  Instant,
  ParcelView,
} from "../../delivery/domain/order-status-view.ts";
import type { RiskKind } from "../../risks/domain/kinds.ts";

/**
 * How the promise stands. `onTrack`: nothing speaks against it; `endangered`: it will more probably not be kept; `passed`: its day is over and not
 * everything is there; `kept`, `late`: everything arrived, and when.
 */
export type KeptCode = "onTrack" | "endangered" | "passed" | "kept" | "late";

export interface Kept {
  readonly code: KeptCode;
  /** Whole days after the promise, of `late` and `passed`; 0 of the others. */
  readonly days: number;
}

/** What is to be done next: by staff where there is a page for it, by somebody else or by time where there is none. */
export type NextCode =
  | "answerQuestion"
  | "chooseLabel"
  | "answerShopper"
  | "settleReport"
  | "mindRisk"
  | "pack"
  | "pick"
  | "ship"
  | "preparePickup"
  | "planDelivery"
  | "checkFraud"
  | "releaseHold"
  | "chooseLocation"
  | "awaitCollection"
  | "awaitPayment"
  | "awaitService"
  | "awaitSchedule"
  | "onItsWay"
  | "arrived"
  | "cancelled"
  | "nothing";

export interface NextStep {
  readonly code: NextCode;
  /** A page of the app, `/app/…`; null when there is nothing to do there. */
  readonly path: string | null;
  /** Which risk, of `mindRisk`. */
  readonly risk: RiskKind | null;
}

export interface BlockRisk {
  readonly kind: RiskKind;
  /** Empty: no carrier has it. */
  readonly carrier: string;
  /** Until when acting helps. */
  readonly deadline: Instant;
  /** What it is expected to cost when nobody acts. */
  readonly costMinor: number;
  readonly currency: string;
  /** Somebody lets it rest for now. */
  readonly snoozed: boolean;
}

export interface BlockParcel extends Pick<ParcelView, "number" | "carrier" | "url" | "stage"> {
  /** Null: its label is bought, and Shopify does not know it as shipped yet. An older extension leaves it out. */
  readonly fulfillmentId: string | null;
  readonly expectedOn: Day | null;
  /** The newest first, three at most. */
  readonly timeline: ParcelView["timeline"];
}

/** Answer of `GET /app/orders/:orderId/block.json`, HTTP 200. */
export interface OrderBlockView {
  readonly v: 1;
  /** IANA name: times are shown on the shop's wall, as in the app. */
  readonly timezone: string;
  readonly stage: DeliveryStage;
  readonly promise: DeliveryPromise | null;
  /** Null: nobody was shown a date, or what came of it is not known. */
  readonly kept: Kept | null;
  readonly parcels: readonly BlockParcel[];
  /** Open ones, the most urgent first; those that rest come last. */
  readonly risks: readonly BlockRisk[];
  readonly next: NextStep;
}
