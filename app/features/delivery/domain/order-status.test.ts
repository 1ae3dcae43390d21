import { describe, expect, test } from "vitest";
import { readBackendView } from "../../../../extensions/shared/backend-view.ts";
import type { ScanStage } from "../../carriers/domain/carrier.ts";
import { orderStatusView, type StatusFacts, type StatusFulfillment } from "./order-status.ts";

const NOW = new Date("2026-11-26T12:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

const fulfillment = (change: Partial<StatusFulfillment> = {}): StatusFulfillment => ({
  fulfillmentId: "9007199254740993",
  status: "SUCCESS",
  displayStatus: "FULFILLED",
  estimatedDeliveryAt: null,
  units: 2,
  tracking: null,
  events: [],
  parcel: null,
  ...change,
});
const ours = (stage: ScanStage, scans: readonly [ScanStage, hoursAgo: number][] = []): StatusFulfillment =>
  fulfillment({
    parcel: {
      carrier: "Tramo",
      trackingNumber: "81000000000011",
      trackingUrl: "https://carrier.example/track/81000000000011",
      stage,
      expectedAt: new Date("2026-11-27T20:00:00Z"),
      lastScanAt: scans.length === 0 ? null : hoursAgo(Math.min(...scans.map(([, hours]) => hours))),
      scans: scans.map(([each, hours]) => ({ stage: each, occurredAt: hoursAgo(hours), place: "Madrid, ES" })),
    },
  });
const facts = (change: Partial<StatusFacts> = {}): StatusFacts => ({
  name: "#1001",
  cancelled: false,
  timezone: "Europe/Madrid",
  waiting: [],
  fulfillments: [],
  promise: { from: "2026-11-27", to: "2026-11-27", source: "carrier", reason: null },
  moments: [],
  ...change,
});
const open = { status: "OPEN", held: false, packed: false };
const view = (change: Partial<StatusFacts> = {}) => orderStatusView(facts(change), NOW);

describe("the stage of an order", () => {
  test.each<[string, Partial<StatusFacts>, string]>([
    ["nothing done yet", { waiting: [open] }, "received"],
    ["a label bought", { waiting: [{ ...open, packed: true }] }, "preparing"],
    ["a part held", { waiting: [open, { status: "ON_HOLD", held: true, packed: false }] }, "on_hold"],
    ["a label and no scan", { fulfillments: [ours("labelled")] }, "shipped"],
    ["on its way", { fulfillments: [ours("in_transit")] }, "in_transit"],
    ["one part sent", { waiting: [open], fulfillments: [ours("in_transit")] }, "partly_shipped"],
    ["one of two arrived", { fulfillments: [ours("delivered"), ours("in_transit")] }, "in_transit"],
    ["all arrived", { fulfillments: [ours("delivered"), ours("delivered")] }, "delivered"],
    ["all arrived but one nobody can read", { fulfillments: [ours("delivered"), ours("unknown")] }, "unknown"],
    ["only a code nobody can read", { fulfillments: [ours("unknown")] }, "unknown"],
    ["one of two lost", { fulfillments: [ours("delivered"), ours("lost")] }, "problem"],
    ["going back", { fulfillments: [ours("returned")] }, "problem"],
    ["nobody home", { fulfillments: [ours("attempted"), ours("in_transit")] }, "attempted"],
    ["late on the road", { fulfillments: [ours("delayed")] }, "delayed"],
    ["cancelled, whatever is on its way", { cancelled: true, fulfillments: [ours("in_transit")] }, "cancelled"],
  ])("%s: %s is %s", (_, change, stage) => {
    expect(view(change).stage).toBe(stage);
  });
});

describe("a parcel", () => {
  test("shows its scans newest first, unknown ones as unknown, with places and no more", () => {
    const scans: [ScanStage, number][] = [
      ["labelled", 30],
      ["unknown", 5],
      ["in_transit", 20],
    ];
    expect(view({ fulfillments: [ours("in_transit", scans)] }).parcels).toEqual([
      {
        fulfillmentId: "9007199254740993",
        number: "81000000000011",
        carrier: "Tramo",
        url: "https://carrier.example/track/81000000000011",
        stage: "in_transit",
        expectedOn: "2026-11-27",
        itemCount: 2,
        timeline: [
          { stage: "unknown", at: hoursAgo(5).toISOString(), place: "Madrid, ES" },
          { stage: "in_transit", at: hoursAgo(20).toISOString(), place: "Madrid, ES" },
          { stage: "shipped", at: hoursAgo(30).toISOString(), place: "Madrid, ES" },
        ],
      },
    ]);
  });

  test("that others sent is told with Shopify's words for it", () => {
    const theirs = fulfillment({
      displayStatus: "OUT_FOR_DELIVERY",
      tracking: { company: "Correos", number: "PQ1", url: null },
      events: [{ status: "OUT_FOR_DELIVERY", at: hoursAgo(1) }],
    });
    expect(view({ fulfillments: [theirs] }).parcels[0]).toMatchObject({
      carrier: "Correos",
      stage: "out_for_delivery",
      timeline: [{ stage: "out_for_delivery", place: null }],
    });
  });

  test.each([
    [
      "a number alone says whose it is, where that is no guess",
      null,
      "1Z5R89390357567127",
      "UPS",
      /ups\.com.*1Z5R89390357567127$/,
    ],
    ["so does one of a carrier that is not on Shopify's list", "Other", "RB123456785GB", "Royal Mail", /royalmail/],
    ["a carrier that was named is not doubted", "Correos", "1Z5R89390357567127", "Correos", null],
    ["fourteen digits could be anybody's", null, "81000000000011", null, null],
    ["a wrong check digit is nobody's", null, "1Z5R89390357567128", null, null],
  ])("that others sent: %s", (_, company, number, carrier, url) => {
    const theirs = fulfillment({ tracking: { company, number, url: null } });
    const [parcel] = view({ fulfillments: [theirs] }).parcels;
    expect(parcel).toMatchObject({ number, carrier, url: url === null ? null : expect.stringMatching(url) });
  });

  test("that others sent keeps the link that Shopify has", () => {
    const theirs = fulfillment({ tracking: { company: null, number: "RB123456785GB", url: "https://post.example/1" } });
    expect(view({ fulfillments: [theirs] }).parcels[0]).toMatchObject({
      carrier: "Royal Mail",
      url: "https://post.example/1",
    });
  });

  test("whose status is newer than our list is unknown", () => {
    expect(view({ fulfillments: [fulfillment({ displayStatus: "TELEPORTED" })] }).stage).toBe("unknown");
  });

  test("of a cancelled fulfilment is not shown", () => {
    expect(view({ waiting: [open], fulfillments: [fulfillment({ status: "CANCELLED" })] })).toMatchObject({
      stage: "received",
      parcels: [],
    });
  });
});

describe("a promise that has passed says why", () => {
  const passed = { from: "2026-11-24", to: "2026-11-25", source: "checkout", reason: null } as const;
  test.each<[string, StatusFulfillment[], string]>([
    ["no scan for three days: the carrier is silent", [ours("in_transit", [["in_transit", 73]])], "carrier_silent"],
    ["scanned yesterday: late on the road", [ours("in_transit", [["in_transit", 20]])], "carrier_delay"],
    ["a label nobody collected: it has not left", [ours("labelled", [["labelled", 90]])], "late_dispatch"],
  ])("%s", (_, fulfillments, code) => {
    expect(view({ promise: passed, fulfillments }).promise).toEqual({ ...passed, reason: { code, params: {} } });
  });

  test("but keeps the reason it has, and needs none once it arrived or while the day lasts", () => {
    const reason = { code: "awaiting_stock", params: { previous: "2026-11-24" } } as const;
    expect(view({ promise: { ...passed, reason } }).promise?.reason).toEqual(reason);
    expect(view({ promise: passed, fulfillments: [ours("delivered")] }).promise?.reason).toBeNull();
    expect(view({ promise: { ...passed, to: "2026-11-26" } }).promise?.reason).toBeNull();
  });
});

test("a cancelled order promises nothing", () => {
  expect(view({ cancelled: true }).promise).toBeNull();
});

test("what we answer is what the extensions read, moments newest first", () => {
  const moments = [
    { code: "placed", at: hoursAgo(40) },
    { code: "parcel_shipped", at: hoursAgo(30) },
  ] as const;
  const answer = view({ moments, fulfillments: [ours("in_transit", [["in_transit", 20]])] });
  expect(answer.timeline.map(({ code }) => code)).toEqual(["parcel_shipped", "placed"]);
  expect(readBackendView(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
});
