import { describe, expect, test } from "vitest";
import { readAccountOrder } from "./account-order.ts";
import { accountFulfillment, accountOrder } from "./testing/shopify-answers.ts";

const read = (answer: unknown) => readAccountOrder(answer, "Europe/Madrid");

describe("Shopify's account data", () => {
  test("is none without an order", () => {
    expect(read({ data: { order: null } })).toBeNull();
    expect(read({ errors: [{ message: "access denied" }] })).toBeNull();
    expect(read(null)).toBeNull();
  });

  test("becomes parcels in the order they were sent", () => {
    const order = read(
      accountOrder({ fulfillments: [accountFulfillment({ id: "1" }), accountFulfillment({ id: "2" })] }),
    );
    expect(order?.parcels.map((parcel) => parcel.fulfillmentId)).toEqual(["1", "2"]);
  });

  test("gives tracking, items, events newest first and the carrier's date", () => {
    const [parcel] =
      read(
        accountOrder({
          fulfillments: [
            accountFulfillment({
              quantities: [2, 1],
              estimatedDeliveryAt: "2026-11-24T22:30:00Z",
              events: [
                ["LABEL_PRINTED", "2026-11-18T09:00:00Z"],
                ["IN_TRANSIT", "2026-11-19T09:00:00Z"],
              ],
            }),
          ],
        }),
      )?.parcels ?? [];
    expect(parcel).toMatchObject({
      carrier: "UPS",
      number: "1Z999",
      itemCount: 3,
      expectedOn: "2026-11-24",
      stage: "in_transit",
    });
    expect(parcel?.timeline.map((event) => event.stage)).toEqual(["in_transit", "preparing"]);
  });

  test("leaves out what carries nothing to the shopper", () => {
    for (const status of ["CANCELLED", "ERROR", "FAILURE"]) {
      expect(read(accountOrder({ fulfillments: [accountFulfillment({ status })] }))?.parcels).toEqual([]);
    }
  });

  test("reads a fulfillment nobody reported on as shipped", () => {
    const order = read(accountOrder({ fulfillments: [accountFulfillment({ latestShipmentStatus: null })] }));
    expect(order?.stage).toBe("shipped");
  });

  test("reads a collected fulfillment as collected, whatever its last event", () => {
    const order = read(accountOrder({ fulfillments: [accountFulfillment({ isPickedUp: true })] }));
    expect(order?.parcels[0]).toMatchObject({ stage: "delivered", collected: true });
  });

  test("does not count items it may not have seen", () => {
    const many = accountFulfillment({ quantities: Array.from({ length: 20 }, () => 1) });
    expect(read(accountOrder({ fulfillments: [many] }))?.parcels[0]?.itemCount).toBeNull();
  });

  test.each([
    ["ON_HOLD", "on_hold"],
    ["IN_PROGRESS", "preparing"],
    ["UNFULFILLED", "received"],
    ["SCHEDULED", "received"],
    ["SOMETHING_NEW", "received"],
  ])("reads an unsent order %s as %s", (fulfillmentStatus, stage) => {
    expect(read(accountOrder({ fulfillments: [], order: { fulfillmentStatus } }))?.stage).toBe(stage);
  });

  test("says cancelled whatever the parcels say", () => {
    expect(read(accountOrder({ order: { cancelledAt: "2026-11-20T10:00:00Z" } }))?.stage).toBe("cancelled");
  });

  test("refuses a tracking link that is not a web address", () => {
    const fulfillment = { ...accountFulfillment(), trackingInformation: [{ url: "javascript:alert(1)" }] };
    expect(read(accountOrder({ fulfillments: [fulfillment] }))?.parcels[0]?.url).toBeNull();
  });
});
