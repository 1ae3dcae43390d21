import type { LocationId, OrderId } from "../../../core/ids.ts";
import type { ParcelStage } from "../../delivery/domain/public.ts";

/** Everything that is known of one part of an order and that a risk begins or ends with. Times are instants; null: not so, or not known. */
export interface PartFacts {
  readonly orderId: OrderId;
  /** features/delivery/domain/part.ts */
  readonly part: string;
  readonly locationId: LocationId | null;
  /** Its name; empty: not known. */
  readonly carrier: string;
  /** Cancelled, refunded in full, gone, or with the shopper: nothing can go wrong with it any more, unless they say it is not there. */
  readonly over: boolean;
  /** It waits on the shelf, and may leave: null when it is picked, held, not paid, or gone. */
  readonly toShip: {
    /** The pickup it was to be ready for. */
    readonly cutOff: Date;
    /** The next one it can still be ready for. */
    readonly nextCutOff: Date;
  } | null;
  readonly parcel: {
    readonly stage: ParcelStage;
    readonly lastScanAt: Date | null;
    /** By when the carrier should have scanned it for the first time. */
    readonly firstScanBy: Date;
    /** When its silence becomes longer than usual; null before its first scan, and when it is not expected to move. */
    readonly silentAt: Date | null;
  } | null;
  /** The last instant of the day that was promised when it was bought, or that the shopper agreed to since. */
  readonly promisedBy: Date | null;
  readonly arrival: Arrival | null;
  readonly pickup: { readonly readyBy: Date | null; readonly collectBy: Date | null } | null;
  readonly dispute: { readonly at: Date; readonly answerBy: Date } | null;
}

/** When it is expected: by the carrier, or as predicted from an instant on, in days. */
export type Arrival =
  | { readonly by: "carrier"; readonly at: Date }
  | { readonly by: "prediction"; readonly begins: Date; readonly p50: number; readonly p90: number };
