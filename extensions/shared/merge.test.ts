import { describe, expect, test } from "vitest";
import type { DeliveryStage, OrderStatusView } from "../../app/features/delivery/domain/order-status-view.ts";
import { readAccountOrder } from "./account-order.ts";
import type { AccountOrder } from "./account-order.ts";
import { mergeOrder } from "./merge.ts";
import { accountFulfillment, accountOrder, backendParcel, backendView } from "./testing/shopify-answers.ts";

type Events = readonly (readonly [status: string, happenedAt: string])[];

function account(latestShipmentStatus: string, events: Events = [], order: object = {}): AccountOrder | null {
  return readAccountOrder(
    accountOrder({ fulfillments: [accountFulfillment({ latestShipmentStatus, events })], order }),
    "UTC",
  );
}

function scanned(stage: DeliveryStage, at: string | null): OrderStatusView {
  const timeline = at === null ? [] : [{ stage, at, place: "Getafe" }];
  return backendView({ stage, parcels: [backendParcel({ stage, timeline })] });
}

describe("one picture out of all sources", () => {
  test("without our backend is Shopify's, with the promise of the metafield", () => {
    const shopify = account("IN_TRANSIT");
    expect(mergeOrder(shopify, shopify?.known ?? null, null)).toMatchObject({
      stage: "in_transit",
      promise: { from: "2026-11-24", to: "2026-11-26" },
    });
  });

  test("without any source is unknown, never empty", () => {
    expect(mergeOrder(null, null, null)).toEqual({
      stage: "unknown",
      promise: null,
      pickup: null,
      parcels: [],
      moments: [],
    });
  });

  test("takes places, reasons and dates from our backend", () => {
    const reason = { code: "carrier_delay", params: { previous: "2026-11-24" } } as const;
    const shown = mergeOrder(account("IN_TRANSIT", [["IN_TRANSIT", "2026-11-19T10:00:00Z"]]), null, {
      ...scanned("delayed", "2026-11-19T12:00:00Z"),
      promise: { from: null, to: "2026-11-27", source: "estimate", reason },
    });
    expect(shown).toMatchObject({ stage: "delayed", promise: { to: "2026-11-27", reason } });
    expect(shown.parcels[0]?.timeline.map((event) => event.place)).toEqual(["Getafe", null]);
  });

  test("believes Shopify when it has heard of the delivery and we have not", () => {
    const shown = mergeOrder(
      account("DELIVERED", [["DELIVERED", "2026-11-20T10:00:00Z"]]),
      null,
      scanned("in_transit", "2026-11-19T12:00:00Z"),
    );
    expect(shown.stage).toBe("delivered");
    expect(shown.parcels[0]?.stage).toBe("delivered");
  });

  test("believes us when our scan is newer", () => {
    const shown = mergeOrder(
      account("IN_TRANSIT", [["IN_TRANSIT", "2026-11-19T10:00:00Z"]]),
      null,
      scanned("problem", "2026-11-20T12:00:00Z"),
    );
    expect(shown.stage).toBe("problem");
  });

  test("shows a parcel our backend has not seen yet", () => {
    const shown = mergeOrder(account("IN_TRANSIT"), null, backendView({ stage: "preparing", parcels: [] }));
    expect(shown.stage).toBe("in_transit");
    expect(shown.parcels.map((parcel) => parcel.fulfillmentId)).toEqual(["501"]);
  });

  test("fills gaps of our parcel from Shopify's", () => {
    const bare = backendParcel({ number: null, carrier: null, url: null, itemCount: null });
    const shown = mergeOrder(account("IN_TRANSIT"), null, backendView({ parcels: [bare] }));
    expect(shown.parcels[0]).toMatchObject({ number: "1Z999", carrier: "UPS", itemCount: 2 });
  });
});
