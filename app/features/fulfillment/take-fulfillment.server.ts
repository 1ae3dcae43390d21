import { fromGid, parseId, type LocationId } from "../../core/ids.ts";
import type { ShopTx } from "../../platform/db/in-shop.server.ts";
import { markChanged, markOwnWrites } from "../../platform/marks.server.ts";
import type { ReadStamp } from "../../platform/read-number.server.ts";
import type { Parcel } from "../delivery/public.server.ts";
import { applyOwnWrite } from "../inventory/public.server.ts";
import { mirrorOwnFulfillment, type OwnFulfillment } from "../orders/public.server.ts";
import type { ShippableLine } from "./store.server.ts";

/** A fulfillmentCreate and its answer. */
export interface FulfillmentAnswer {
  readonly parcel: Parcel;
  /** What was sent, each line with its quantity in the parcel. */
  readonly lines: readonly ShippableLine[];
  readonly fulfillment: OwnFulfillment;
  /** Taken before the request was sent. */
  readonly read: ReadStamp;
}

/**
 * Takes the answer of our own fulfillmentCreate into the mirror. The fulfilment is whole, so its echo tells nothing. The order is read once more
 * when the echoes have come; that read also shows when its fulfillment orders changed. Levels stay provisional until reconcile: what shipping
 * changes (committed, on hand) decides nothing. False, and nothing done, when the answer does not tell all.
 */
export async function takeFulfillment(
  tx: ShopTx,
  { parcel, lines, fulfillment, read }: FulfillmentAnswer,
  now: Date,
): Promise<boolean> {
  if (fulfillment.fulfillmentLineItems.pageInfo.hasNextPage) return false;
  const { fulfillmentOrderId } = parcel;
  await mirrorOwnFulfillment(tx, fulfillment, { fulfillmentOrderId, lines }, read);
  const shifts = lines.flatMap(({ itemId, quantity }) =>
    itemId === null
      ? []
      : [
          {
            itemId,
            locationId: parseId<LocationId>(parcel.locationId),
            units: { committed: -quantity },
          },
        ],
  );
  const writtenAt = new Date(fulfillment.updatedAt);
  const { unsure } = await applyOwnWrite(tx, shifts, { read, writtenAt });
  await markChanged(
    tx,
    unsure.map(({ itemId, locationId }) => ({ kind: "inventoryLevel", objectId: itemId, part: locationId })),
    now,
  );
  await markOwnWrites(
    tx,
    [
      { kind: "order", objectId: parcel.orderId },
      { kind: "fulfillment", objectId: fromGid("Fulfillment", fulfillment.id), whole: true },
    ],
    now,
  );
  return true;
}
