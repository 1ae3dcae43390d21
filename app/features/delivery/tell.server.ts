import type { FulfillmentId, OrderId, ParcelId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { recordMessages, type NewMessage } from "../messages/public.server.ts";
import type { DeliveryPromise } from "./domain/order-status-view.ts";
import type { ParcelStage } from "./domain/parcel-stage.ts";

interface Moved {
  readonly parcel: {
    readonly parcelId: ParcelId;
    readonly orderId: OrderId;
    readonly fulfillmentId: FulfillmentId | null;
    readonly stage: ParcelStage;
  };
  readonly reading: { readonly stage: ParcelStage; readonly lastScanAt: Date | null };
}

const TOLD = ["out_for_delivery", "attempted", "delivered", "returned"] as const;
/** What may happen to a parcel again on another day, and is news then. */
const EACH_DAY: ReadonlySet<string> = new Set(["out_for_delivery", "attempted"]);

/** Shoppers may be told where their parcels have got to: what a carrier said for the first time. */
export async function tellStages(tx: ShopTx, moved: readonly Moved[], now: Date): Promise<void> {
  await recordMessages(
    tx,
    moved.flatMap(({ parcel, reading }): NewMessage[] => {
      const kind = TOLD.find((each) => each === reading.stage);
      if (kind === undefined || reading.stage === parcel.stage) return [];
      const { orderId, parcelId, fulfillmentId } = parcel;
      const day = EACH_DAY.has(kind) ? ` ${(reading.lastScanAt ?? now).toISOString().slice(0, 10)}` : "";
      return [{ orderId, kind, fact: `parcel ${parcelId}${day}`, params: { parcelId, fulfillmentId } }];
    }),
    now,
  );
}

interface Changed {
  readonly orderId: OrderId;
  readonly placedAt: Date;
  readonly previous: DeliveryPromise | null;
  readonly next: DeliveryPromise;
}

/** An order this old was not placed just now: it was imported. */
const NEWS_MS = 86_400_000;

/**
 * Shoppers may be told the first date of an order, and a later one than they were shown. A date they never saw (an estimate, before dates were
 * shown) is none that is broken. `ids`: the promises' numbers.
 */
export async function tellPromises(
  tx: ShopTx,
  changes: readonly Changed[],
  { ids, shownSince }: { readonly ids: ReadonlyMap<OrderId, string>; readonly shownSince: Date | null },
  now: Date,
): Promise<void> {
  await recordMessages(
    tx,
    changes.flatMap(({ orderId, placedAt, previous, next: { from, to } }): NewMessage[] => {
      if (previous === null) {
        if (now.getTime() - placedAt.getTime() > NEWS_MS) return [];
        return [{ orderId, kind: "confirmed", fact: "order", params: { from, to } }];
      }
      const wasSeen = previous.source === "checkout" || (shownSince !== null && placedAt >= shownSince);
      if (!wasSeen || previous.to === null || to === null || to <= previous.to) return [];
      const params = { from, to, previousTo: previous.to };
      return [{ orderId, kind: "delayed", fact: `promise ${ids.get(orderId) ?? ""}`, params }];
    }),
    now,
  );
}
