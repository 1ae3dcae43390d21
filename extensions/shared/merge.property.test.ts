import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeliveryStage, OrderStatusView } from "../../app/features/delivery/domain/order-status-view.ts";
import { readAccountOrder } from "./account-order.ts";
import { mergeOrder } from "./merge.ts";
import { STAGE_LOOKS } from "./stages.ts";
import { accountFulfillment, accountOrder, backendParcel, backendView } from "./testing/shopify-answers.ts";

const statuses = fc.constantFrom("IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED", "DELAYED", "NEW_STATUS");
const stages = fc.constantFrom(...(Object.keys(STAGE_LOOKS) as DeliveryStage[]));

const account = (latestShipmentStatus: string, order: object = {}) =>
  readAccountOrder(accountOrder({ fulfillments: [accountFulfillment({ latestShipmentStatus })], order }), "UTC");

const scanned = (stage: DeliveryStage): OrderStatusView => backendView({ stage, parcels: [backendParcel({ stage })] });

describe("one picture out of all sources", () => {
  test("an order cancelled in Shopify is cancelled, whatever our backend says", () => {
    fc.assert(
      fc.property(statuses, stages, (status, stage) => {
        const cancelled = account(status, { cancelledAt: "2026-11-20T10:00:00Z" });
        expect(mergeOrder(cancelled, null, scanned(stage)).stage).toBe("cancelled");
      }),
    );
  });

  test("a source that knows nothing never hides one that does", () => {
    fc.assert(
      fc.property(statuses, stages, (status, stage) => {
        const shopify = account(status);
        const shown = mergeOrder(shopify, null, scanned(stage));
        if (shopify?.stage !== "unknown" || stage !== "unknown") expect(shown.stage).not.toBe("unknown");
      }),
    );
  });

  test("each parcel is shown once", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 6 })),
        fc.uniqueArray(fc.integer({ min: 1, max: 6 })),
        (a, b) => {
          const shopify = readAccountOrder(
            accountOrder({ fulfillments: a.map((id) => accountFulfillment({ id: String(id) })) }),
            "UTC",
          );
          const ours = backendView({ parcels: b.map((id) => backendParcel({ fulfillmentId: String(id) })) });
          const shown = mergeOrder(shopify, null, ours).parcels.map((parcel) => parcel.fulfillmentId);
          expect([...shown].sort()).toEqual([...new Set([...a, ...b])].map(String).sort());
        },
      ),
    );
  });
});
