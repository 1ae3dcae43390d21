import fc from "fast-check";
import { expect, test } from "vitest";
import { parseId, type LocationId } from "../../../core/ids.ts";
import type { PriceList } from "../../routing/domain/public.ts";
import type { Cart } from "./cart.ts";
import { NO_OFFER, type Offer, type OfferedService } from "./offer.ts";
import { windowAfter } from "./promised-window.ts";
import { ratesFor, type Known, type Quote } from "./rates-for.ts";

const place = parseId<LocationId>("11");

const steps = fc
  .array(fc.record({ grams: fc.integer({ min: 1, max: 5_000 }), minor: fc.integer({ min: 0, max: 3_000 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((rises) => {
    let [upToGrams, minor] = [0, 0];
    return rises.map((rise) => ({ upToGrams: (upToGrams += rise.grams), minor: (minor += rise.minor) }));
  });
const lists: fc.Arbitrary<PriceList[]> = steps.map((each) => [
  {
    name: "Post",
    locationIds: [],
    zones: [{ name: "Anywhere", countries: [], provinces: [], postal: [], steps: each }],
  },
]);
const service: fc.Arbitrary<OfferedService> = fc.record({
  code: fc.constantFrom("standard", "express", "economy"),
  names: fc.constant({ en: "Standard" }),
  descriptions: fc.constant({}),
  price: fc.constantFrom<OfferedService["price"]>(
    { by: "list", list: "Post" },
    { by: "carrier", carrier: "tramo", service: "standard" },
  ),
  fallback: fc.constantFrom("Post", null),
  markup: fc.record({ percent: fc.integer({ min: 0, max: 50 }), minor: fc.integer({ min: 0, max: 500 }) }),
  freeFromMinor: fc.option(fc.integer({ min: 0, max: 20_000 })),
  countries: fc.constant([]),
  postal: fc.constant([]),
  fromGrams: fc.constant(0),
  upToGrams: fc.option(fc.integer({ min: 0, max: 20_000 })),
  days: fc.constantFrom({ from: 1, to: 3 }, null),
  phoneRequired: fc.boolean(),
});
const offers: fc.Arbitrary<Offer> = fc.record({
  name: fc.constant("Entrega"),
  services: fc.uniqueArray(service, { selector: ({ code }) => code }),
  boxGrams: fc.integer({ min: 0, max: 500 }),
  keepHours: fc.constant(24),
});
const quotes: fc.Arbitrary<Quote[]> = fc
  .option(fc.integer({ min: 0, max: 9_000 }))
  .map((minor) =>
    minor === null
      ? []
      : [{ locationId: place, carrier: "tramo", service: "standard", minor, currency: "EUR", days: null }],
  );
const cart = (grams: number, value: number): Cart => ({
  lines: [{ variantId: "1", quantity: 1 }],
  grams,
  value,
  currency: "EUR",
  locale: "en",
  destination: { country: "ES", province: null, postalCode: "28001", city: "Madrid", coordinates: null },
  from: "",
});
const known = (more: Pick<Known, "lists" | "quotes">): Known => ({
  currency: "EUR",
  origins: [place],
  windowOf: (_at, { days }) => days && windowAfter(0, "UTC", days),
  ...more,
});
const grams = fc.integer({ min: 0, max: 30_000 });

test("rates are never negative, are sorted by price, and are the same whenever they are asked for", () => {
  fc.assert(
    fc.property(offers, lists, quotes, grams, fc.nat(30_000), (offer, own, quoted, weight, value) => {
      const ask = () => ratesFor(cart(weight, value), offer, known({ lists: own, quotes: quoted }));
      const rates = ask();
      expect(rates.every(({ minor }) => minor >= 0)).toBe(true);
      expect(rates.map(({ minor }) => minor)).toEqual(rates.map(({ minor }) => minor).toSorted((a, b) => a - b));
      expect(ask()).toEqual(rates);
      expect(new Set(rates.map(({ code }) => code)).size).toBe(rates.length);
    }),
  );
});

test("within one price list a heavier cart is never cheaper", () => {
  fc.assert(
    fc.property(offers, lists, grams, grams, fc.nat(30_000), (offer, own, a, b, value) => {
      const listed = { ...offer, services: offer.services.filter(({ price }) => price.by === "list") };
      const at = (weight: number) =>
        new Map(
          ratesFor(cart(weight, value), listed, known({ lists: own, quotes: [] })).map((rate) => [
            rate.code,
            rate.minor,
          ]),
        );
      const [light, heavy] = [at(Math.min(a, b)), at(Math.max(a, b))];
      for (const [code, minor] of heavy) expect(minor).toBeGreaterThanOrEqual(light.get(code) ?? 0);
    }),
  );
});

test("a parcel that leaves later is never promised earlier, and its window begins before it ends", () => {
  const instant = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
  const days = fc.tuple(fc.nat(15), fc.nat(15)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  const zone = fc.constantFrom("Europe/Madrid", "America/New_York", "Asia/Tokyo");
  fc.assert(
    fc.property(instant, fc.nat(10 * 86_400_000), zone, days, (at, wait, where, working) => {
      const [now, later] = [windowAfter(at, where, working), windowAfter(at + wait, where, working)];
      expect(later.from >= now.from && later.to >= now.to && now.from <= now.to).toBe(true);
    }),
  );
});

test("a service that nobody prices is not offered, unless its fallback does", () => {
  const base = { ...NO_OFFER, services: [] as OfferedService[] };
  const byCarrier = (fallback: string | null): Offer => ({
    ...base,
    services: [
      {
        code: "express",
        names: { en: "Express" },
        descriptions: {},
        price: { by: "carrier", carrier: "tramo", service: "express" },
        fallback,
        markup: { percent: 0, minor: 0 },
        freeFromMinor: null,
        countries: [],
        postal: [],
        fromGrams: 0,
        upToGrams: null,
        days: null,
        phoneRequired: false,
      },
    ],
  });
  const own: PriceList[] = [
    {
      name: "Post",
      locationIds: [],
      zones: [{ name: "ES", countries: ["ES"], provinces: [], postal: [], steps: [{ upToGrams: 5_000, minor: 700 }] }],
    },
  ];
  const ask = (offer: Offer) => ratesFor(cart(800, 1_000), offer, known({ lists: own, quotes: [] }));
  expect(ask(byCarrier(null))).toEqual([]);
  expect(ask(byCarrier("Post"))).toMatchObject([{ minor: 700, basis: "fallback", window: null }]);
});
