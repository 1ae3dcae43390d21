import type { OrderMoment, OrderStatusView } from "../../app/features/delivery/domain/order-status-view.ts";
import { asDay, asInstant } from "./days.ts";
import { asCount, asRecord, asRecords, asText, asWebUrl, numericId } from "./json.ts";
import { readPromise } from "./promise-metafield.ts";
import { asStage } from "./stages.ts";
import { newestFirst } from "./timeline.ts";

const VERSION: OrderStatusView["v"] = 1;

/** Reads our backend's answer. Null when it is not version 1 of the contract; unknown codes are softened or left out. */
export function readBackendView(answer: unknown): OrderStatusView | null {
  const json = asRecord(answer);
  if (json?.v !== VERSION) return null;
  return {
    v: VERSION,
    order: { name: asText(asRecord(json.order)?.name) ?? "" },
    stage: asStage(json.stage),
    promise: readPromise(json.promise),
    parcels: asRecords(json.parcels).flatMap((parcel) => {
      const fulfillmentId = numericId(parcel.fulfillmentId);
      if (fulfillmentId === null) return [];
      return {
        fulfillmentId,
        number: asText(parcel.number),
        carrier: asText(parcel.carrier),
        url: asWebUrl(parcel.url),
        stage: asStage(parcel.stage),
        expectedOn: asDay(parcel.expectedOn),
        itemCount: asCount(parcel.itemCount),
        timeline: newestFirst(
          asRecords(parcel.timeline).flatMap((event) => {
            const at = asInstant(event.at);
            return at === null ? [] : [{ stage: asStage(event.stage), at, place: asText(event.place) }];
          }),
        ),
      };
    }),
    timeline: newestFirst(
      asRecords(json.timeline).flatMap((moment) => {
        const at = asInstant(moment.at);
        const code = moment.code;
        return at !== null && isMomentCode(code) ? [{ code, at }] : [];
      }),
    ),
  };
}

const MOMENT_CODES: Readonly<Record<OrderMoment["code"], true>> = {
  placed: true,
  held: true,
  released: true,
  preparing: true,
  promise_moved: true,
  parcel_shipped: true,
  parcel_delivered: true,
  cancelled: true,
  refunded: true,
};

/** Every moment there is, for the test that each has a text. */
export const ALL_MOMENT_CODES = Object.keys(MOMENT_CODES);

function isMomentCode(code: unknown): code is OrderMoment["code"] {
  return typeof code === "string" && Object.hasOwn(MOMENT_CODES, code);
}
