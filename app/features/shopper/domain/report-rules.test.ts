import { describe, expect, test } from "vitest";
import { addressDoubts, hoursBetween, type Evidence } from "./evidence.ts";
import { DEFAULT_RULES, remedyOf, type Reported, type ReportRules } from "./report-rules.ts";

const rules: ReportRules = { ...DEFAULT_RULES, remedy: "refund" };
const evidence: Evidence = {
  scans: [],
  deliveredAt: "2026-11-20T10:00:00Z",
  hoursSinceDelivery: 48,
  proof: null,
  promisedTo: "2026-11-20",
  address: [],
  earlierReports: 0,
  orders: 3,
};
const reported = (change: Partial<Reported> = {}): Reported => ({
  kind: "not_received",
  valueMinor: 5_000,
  currency: "EUR",
  shopCurrency: "EUR",
  evidence,
  daysSincePromise: 2,
  ...change,
});
const having = (change: Partial<Evidence>) => reported({ evidence: { ...evidence, ...change } });

describe("a report is settled by rule", () => {
  test("when all that the rule asks is so", () => {
    expect(remedyOf(rules, reported())).toBe("refund");
    expect(remedyOf({ ...rules, remedy: "reship" }, reported())).toBe("reship");
  });
  test("by the promised date, when nobody saw it arrive", () => {
    expect(remedyOf(rules, having({ hoursSinceDelivery: null, deliveredAt: null }))).toBe("refund");
  });
  test.each([
    ["the shop has set nothing", DEFAULT_RULES, reported()],
    ["it is worth more", rules, reported({ valueMinor: 5_001 })],
    ["it is worth something in another currency", rules, reported({ currency: "USD" })],
    ["it is about something else than not having come", rules, reported({ kind: "damaged" })],
    ["it comes too late", rules, having({ hoursSinceDelivery: 14 * 24 + 1 })],
    ["it was reported before it is said to be there", rules, having({ hoursSinceDelivery: -1 })],
    ["the same customer reported before", rules, having({ earlierReports: 1 })],
    ["the carrier has a photo", rules, having({ proof: "photo" })],
    ["there is no day to count from", rules, { ...having({ hoursSinceDelivery: null }), daysSincePromise: null }],
  ])("but by staff when %s", (_, by, report) => {
    expect(remedyOf(by, report)).toBe("staff");
  });
});

describe("an address is doubted", () => {
  const address = {
    address1: "Calle Sierpes 4",
    address2: null,
    city: "Sevilla",
    provinceCode: "SE",
    zip: "41004",
    countryCode: "ES",
  };
  test.each([
    ["in nothing, when all is there", {}, []],
    ["in nothing, when it says that there is no number", { address1: "Camino Real s/n" }, []],
    ["without a number", { address1: "Calle Sierpes" }, ["no_number"]],
    ["without a town", { city: " " }, ["no_city"]],
    ["without a postal code", { zip: null }, ["no_postal_code"]],
    ["in nothing, where there are no postal codes", { zip: null, countryCode: "AE" }, []],
    ["with a postal code its country does not have", { zip: "4100" }, ["odd_postal_code"]],
    ["with a postal code of another province", { zip: "28004" }, ["other_province"]],
    ["in no postal code of a country we do not know", { zip: "??", countryCode: "ZZ" }, []],
    ["in a Brazilian postal code with or without its hyphen: in nothing", { zip: "01310-100", countryCode: "BR" }, []],
  ] as const)("%s", (_, change, doubts) => {
    expect(addressDoubts({ ...address, ...change })).toEqual(doubts);
  });
  test.each([
    ["01001", "VI"],
    ["28004", "M"],
    ["35001", "GC"],
    ["38001", "TF"],
    ["50001", "Z"],
    ["51001", "CE"],
    ["52001", "ML"],
  ])("not when %s is in %s", (zip, provinceCode) => {
    expect(addressDoubts({ ...address, zip, provinceCode })).toEqual([]);
  });
});

test("hours are whole, and below zero before", () => {
  const at = new Date("2026-11-20T10:00:00Z");
  expect(hoursBetween(at, new Date("2026-11-20T12:59:00Z"))).toBe(2);
  expect(hoursBetween(at, new Date("2026-11-20T09:59:00Z"))).toBe(-1);
});
