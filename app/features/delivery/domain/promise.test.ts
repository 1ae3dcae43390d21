import { describe, expect, test } from "vitest";
import type { DeliveryPromise } from "./order-status-view.ts";
import { decidePromise, type PromiseFacts, type PromisePart } from "./promise.ts";

/** A Monday. */
const PLACED = new Date("2026-11-23T10:00:00Z");
const NOW = new Date("2026-11-23T12:00:00Z");
const toShip = (change: Partial<Extract<PromisePart, { kind: "to_ship" }>> = {}): PromisePart => ({
  kind: "to_ship",
  promisedFrom: null,
  promisedTo: null,
  holdReason: null,
  ...change,
});
const parcel = (
  stage: Extract<PromisePart, { kind: "parcel" }>["stage"],
  expected: string | null = "2026-11-26T20:00:00Z",
): PromisePart => ({ kind: "parcel", stage, expectedAt: expected === null ? null : new Date(expected) });
const facts = (parts: readonly PromisePart[], change: Partial<PromiseFacts> = {}): PromiseFacts => ({
  placedAt: PLACED,
  cancelled: false,
  paymentPending: false,
  timezone: "Europe/Madrid",
  parts,
  ...change,
});
const shown = (from: string, to: string, change: Partial<DeliveryPromise> = {}): DeliveryPromise => ({
  from,
  to,
  source: "checkout",
  reason: null,
  ...change,
});

describe("the first date", () => {
  test("is what checkout showed, in days of the shop", () => {
    const part = toShip({
      promisedFrom: new Date("2026-11-25T23:30:00Z"),
      promisedTo: new Date("2026-11-27T22:00:00Z"),
    });
    expect(decidePromise(facts([part]), null, NOW)).toEqual(shown("2026-11-26", "2026-11-27"));
  });

  test("is one day when checkout showed one", () => {
    const part = toShip({ promisedFrom: new Date("2026-11-26T12:00:00Z") });
    expect(decidePromise(facts([part]), null, NOW)).toEqual(shown("2026-11-26", "2026-11-26"));
  });

  test("is an estimate in working days when checkout showed none", () => {
    // Monday + 1 to hand over + 2 to 5 on the way, over a weekend.
    expect(decidePromise(facts([toShip()]), null, NOW)).toEqual(
      shown("2026-11-26", "2026-12-01", { source: "estimate" }),
    );
  });

  test("is that of the part that comes last", () => {
    const parts = [parcel("in_transit"), toShip({ promisedTo: new Date("2026-11-30T12:00:00Z") })];
    expect(decidePromise(facts(parts), null, NOW)).toMatchObject({ to: "2026-11-30", source: "checkout" });
  });
});

describe("a change", () => {
  test("is none while the window is the same", () => {
    expect(decidePromise(facts([parcel("in_transit")]), shown("2026-11-26", "2026-11-26"), NOW)).toBeUndefined();
  });

  test("to an earlier or narrower window needs no reason", () => {
    expect(decidePromise(facts([parcel("labelled")]), shown("2026-11-26", "2026-11-30"), NOW)).toEqual(
      shown("2026-11-26", "2026-11-26", { source: "carrier" }),
    );
  });

  test.each<[string, PromisePart, Partial<PromiseFacts>, string]>([
    ["the carrier is late", parcel("delayed"), {}, "carrier_delay"],
    ["the carrier moves the date without a scan", parcel("in_transit"), {}, "carrier_delay"],
    ["nobody was home", parcel("attempted"), {}, "delivery_attempted"],
    ["the carrier quotes a later day than checkout", parcel("labelled"), {}, "other"],
    ["stock is missing", toShip({ holdReason: "INVENTORY_OUT_OF_STOCK" }), {}, "awaiting_stock"],
    ["the address is checked", toShip({ holdReason: "INCORRECT_ADDRESS" }), {}, "address_check"],
    ["fraud is suspected", toShip({ holdReason: "HIGH_RISK_OF_FRAUD" }), {}, "other"],
    ["the payment is pending", toShip(), { paymentPending: true }, "awaiting_payment"],
  ])("to a later date says that %s", (_, part, change, code) => {
    const promise = decidePromise(facts([part], change), shown("2026-11-24", "2026-11-25"), NOW);
    expect(promise?.reason).toEqual({ code, params: { previous: "2026-11-25" } });
  });

  test("names the split when one of several parts is later", () => {
    const parts = [parcel("labelled", "2026-11-25T20:00:00Z"), parcel("labelled", "2026-11-27T20:00:00Z")];
    expect(decidePromise(facts(parts), shown("2026-11-25", "2026-11-25"), NOW)).toMatchObject({
      to: "2026-11-27",
      reason: { code: "split" },
    });
  });

  test("an order past its handling time is promised from today, and says so", () => {
    const wednesday = new Date("2026-11-25T12:00:00Z");
    expect(
      decidePromise(facts([toShip()]), shown("2026-11-26", "2026-12-01", { source: "estimate" }), wednesday),
    ).toEqual({
      from: "2026-11-27",
      to: "2026-12-02",
      source: "estimate",
      reason: { code: "late_dispatch", params: { previous: "2026-12-01" } },
    });
  });
});

describe("a part that will not arrive", () => {
  test("keeps the window and gives the reason, once", () => {
    const before = shown("2026-11-26", "2026-11-26", { source: "carrier" });
    const after = decidePromise(facts([parcel("lost")]), before, NOW);
    expect(after).toEqual({ ...before, reason: { code: "lost_in_transit", params: {} } });
    expect(decidePromise(facts([parcel("lost")]), after ?? null, NOW)).toBeUndefined();
    expect(decidePromise(facts([parcel("returned")]), before, NOW)?.reason?.code).toBe("returning");
  });

  test("that is found loses the reason", () => {
    const before = shown("2026-11-26", "2026-11-26", {
      source: "carrier",
      reason: { code: "lost_in_transit", params: {} },
    });
    expect(decidePromise(facts([parcel("in_transit")]), before, NOW)).toEqual({ ...before, reason: null });
  });

  test("was never promised anything when there was no date", () => {
    expect(decidePromise(facts([parcel("lost")]), null, NOW)).toBeUndefined();
  });
});

test.each<[string, PromiseFacts]>([
  ["cancelled", facts([toShip()], { cancelled: true })],
  ["delivered", facts([parcel("delivered"), parcel("void")])],
  ["empty", facts([])],
])("nothing is promised for an order that is %s", (_, order) => {
  expect(decidePromise(order, null, NOW)).toBeUndefined();
});
