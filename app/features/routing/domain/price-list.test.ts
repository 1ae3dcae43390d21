import { describe, expect, test } from "vitest";
import { line, location, locationId, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import { decide } from "./decide.ts";
import { explainPostage } from "./explain.ts";
import { asksForPostal, priceListSchema, tariffOf, withTariffs, type PriceList, type Tariff } from "./price-list.ts";
import type { RoutingSnapshot } from "./snapshot.ts";
import { traceOf } from "./trace.ts";

const zone = (
  name: string,
  steps: readonly (readonly [number, number])[],
  where: Partial<PriceList["zones"][number]> = {},
) => ({
  name,
  countries: [],
  provinces: [],
  postal: [],
  steps: steps.map(([upToGrams, minor]) => ({ upToGrams, minor })),
  ...where,
});
const list = (name: string, zones: PriceList["zones"], locationIds: string[] = []): PriceList => ({
  name,
  locationIds,
  zones,
});
const SEVILLE = { country: "ES", province: "SE", postalCode: "41001", coordinates: null };

describe("a price list", () => {
  const lists = [
    list("Postal", [
      zone("Islands", [[1_000, 900]], { countries: ["ES"], provinces: ["PM", "TF"] }),
      zone("City", [[1_000, 300]], { countries: ["ES"], postal: ["410*"] }),
      zone("Spain", [[1_000, 450]], { countries: ["ES"] }),
    ]),
  ];

  test("prices a destination by the first zone that covers it", () => {
    const zoneOf = (destination: Partial<typeof SEVILLE>) =>
      tariffOf(lists, locationId(10), { ...SEVILLE, ...destination })?.zone;
    expect(zoneOf({})).toBe("City");
    expect(zoneOf({ postalCode: "28001" })).toBe("Spain");
    expect(zoneOf({ province: "TF" })).toBe("Islands");
    expect(zoneOf({ country: "PT" })).toBeUndefined();
  });

  test("is another thing where a location has none than where none of its lists has the destination", () => {
    const own = [list("Own", [zone("Spain", [[1_000, 1]], { countries: ["ES"] })], ["10"])];
    expect(tariffOf(own, locationId(11), SEVILLE)).toBeUndefined();
    expect(tariffOf(own, locationId(10), { ...SEVILLE, country: "PT" })).toBeNull();
    expect(tariffOf([...own, ...lists], locationId(11), SEVILLE)?.list).toBe("Postal");
    const none = withTariffs([{ id: locationId(11) }], own, SEVILLE);
    expect(none).toEqual([{ id: "11" }]);
  });

  test("asks for the postal code only where a zone does", () => {
    expect(asksForPostal(lists)).toBe(true);
    expect(asksForPostal([list("Flat", [zone("All", [[1_000, 1]])])])).toBe(false);
  });

  test("has steps that rise in weight and never fall in price", () => {
    const isList = (steps: readonly (readonly [number, number])[]) =>
      priceListSchema.safeParse(list("x", [zone("y", steps)])).success;
    expect(
      isList([
        [1_000, 300],
        [2_000, 300],
      ]),
    ).toBe(true);
    expect(
      isList([
        [1_000, 300],
        [2_000, 299],
      ]),
    ).toBe(false);
    expect(
      isList([
        [1_000, 300],
        [1_000, 400],
      ]),
    ).toBe(false);
    expect(isList([])).toBe(false);
  });
});

describe("an order under price lists", () => {
  const tariff: Tariff = {
    list: "Postal",
    zone: "Spain",
    steps: [
      { upToGrams: 1_000, minor: 300 },
      { upToGrams: 2_000, minor: 350 },
      { upToGrams: 5_000, minor: 2_000 },
    ],
  };
  /** Three units of 1 kg: two at each of two places. */
  const three = (at: Partial<RoutingSnapshot["locations"][number]>) =>
    snapshot({
      assigned: null,
      lines: [line(1, 1, 3)],
      locations: [location(10, 500, at), location(11, 500, at)],
      stock: [stock(1, { 10: 3, 11: 3 })],
      costModel: { handlingMinor: 100, unknownGrams: 1_000 },
    });
  const partsOf = (seen: RoutingSnapshot) => {
    const decision = decide(seen);
    if (!("plan" in decision)) throw new Error(decision.outcome);
    return decision.plan;
  };

  test("is split where two light steps cost less than a heavy one, and each parcel names its step", () => {
    const { parts, cost } = partsOf(three({ tariff }));
    expect(parts.map(({ lines, listed }) => [lines[0]?.quantity, listed?.upToGrams])).toEqual([
      [1, 1_000],
      [2, 2_000],
    ]);
    expect(cost).toMatchObject({ handlingMinor: 200, postageMinor: 650, crossBorderMinor: 0, transportMinor: 0 });
    expect(cost.totalMinor).toBe(850);
  });

  test("is said with list, zone and step", () => {
    const seen = three({ tariff });
    const [chosen] = traceOf(seen, decide(seen)).locations;
    expect(chosen && explainPostage(chosen)).toEqual({
      code: "postage.listed",
      params: { list: "Postal", zone: "Spain", kg: 1 },
    });
  });

  test("that is heavier than the last step, or goes where no zone is, is counted by weight and distance, and says so", () => {
    const light = { ...tariff, steps: tariff.steps.slice(0, 2) };
    for (const seen of [three({ tariff: light }), three({ tariff: null })]) {
      const { parts, cost } = partsOf(seen);
      expect(parts).toMatchObject([{ unlisted: true }]);
      expect(cost).toEqual(partsOf(three({})).cost);
      const [chosen] = traceOf(seen, decide(seen)).locations;
      expect(chosen && explainPostage(chosen)).toEqual({ code: "postage.unlisted", params: {} });
    }
    expect(partsOf(three({})).parts[0]).not.toHaveProperty("unlisted");
  });

  test("pays no border where the zone's price is for abroad", () => {
    const abroad = three({ tariff, country: "PT" });
    expect(partsOf(abroad).parts.every(({ crossBorder }) => crossBorder)).toBe(true);
    expect(partsOf(abroad).cost.crossBorderMinor).toBe(0);
  });
});
