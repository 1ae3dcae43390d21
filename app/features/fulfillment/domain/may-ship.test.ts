import { describe, expect, test } from "vitest";
import { shipRefusal, type ShipFacts } from "./may-ship.ts";

const NOW = new Date("2026-11-23T12:00:00Z");
const stay = { status: "decided", outcome: "stay", mode: "live", fitsHere: true };
const facts = (change: Partial<ShipFacts> = {}): ShipFacts => ({
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  deliveryMethod: "SHIPPING",
  canFulfill: true,
  holds: 0,
  remaining: 2,
  hasLocation: true,
  hasParcel: false,
  cancelled: false,
  financialStatus: "PAID",
  risk: "ACCEPT",
  placedAt: new Date("2026-11-23T11:00:00Z"),
  routing: stay,
  ...change,
});

test("an open, paid, assessed order that stays where it is gets a label", () => {
  expect(shipRefusal(facts(), "automatic", NOW)).toBeNull();
  expect(shipRefusal(facts({ status: "IN_PROGRESS" }), "automatic", NOW)).toBeNull();
});

describe("nobody gets a label for an order", () => {
  test.each<[string, Partial<ShipFacts>]>([
    ["cancelled", { cancelled: true }],
    ["cancelled", { status: "CANCELLED" }],
    ["has_parcel", { hasParcel: true }],
    ["held", { holds: 1 }],
    ["held", { status: "ON_HOLD" }],
    ["nothing_remaining", { remaining: 0 }],
    ["requested", { requestStatus: "SUBMITTED" }],
    ["not_open", { status: "SCHEDULED" }],
    ["not_open", { canFulfill: false }],
    ["other_method", { deliveryMethod: "PICK_UP" }],
    ["no_location", { hasLocation: false }],
    ["payment_pending", { financialStatus: "PENDING" }],
    ["payment_pending", { financialStatus: "SOMETHING_NEW" }],
    ["risk", { risk: "INVESTIGATE" }],
    ["risk", { risk: "CANCEL" }],
  ])("that is refused with %s: %j", (reason, change) => {
    expect(shipRefusal(facts(change), "automatic", NOW)).toBe(reason);
    expect(shipRefusal(facts(change), "person", NOW)).toBe(reason);
  });
});

describe("the machine waits where a person may decide", () => {
  test("for Shopify's risk assessment, but not longer than two hours", () => {
    const placed = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
    const unassessed = (hours: number) => facts({ risk: "NONE", placedAt: placed(hours) });
    expect(shipRefusal(unassessed(1.9), "automatic", NOW)).toBe("risk_unassessed");
    expect(shipRefusal(unassessed(2), "automatic", NOW)).toBeNull();
    expect(shipRefusal(unassessed(0), "person", NOW)).toBeNull();
  });

  test.each<[string, ShipFacts["routing"], string | null]>([
    ["never looked at", null, "routing_open"],
    ["waits for its decision", { ...stay, status: "due" }, "routing_open"],
    ["is about to be moved", { ...stay, outcome: "move" }, "routing_open"],
    ["was moved by us", { ...stay, status: "ours" }, null],
    ["was placed by somebody else", { ...stay, status: "pinned" }, null],
    ["would be moved, but we only watch, and it fits", { ...stay, outcome: "move", mode: "observe" }, null],
    [
      "fits nowhere, and we only watch",
      { ...stay, outcome: "unroutable", mode: "observe", fitsHere: false },
      "routing_open",
    ],
  ])("for routing: an order that %s", (_, routing, reason) => {
    expect(shipRefusal(facts({ routing }), "automatic", NOW)).toBe(reason);
    expect(shipRefusal(facts({ routing }), "person", NOW)).toBeNull();
  });
});
