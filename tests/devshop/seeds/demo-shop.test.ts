import { describe, expect, test } from "vitest";
import { steppableClock } from "../clock.ts";
import { createShop } from "../state/create-shop.ts";
import { placeOrder } from "../state/place-order.ts";
import { createWorld } from "../state/world.ts";
import { demoShop, shopperOf, variantIds } from "./demo-shop.ts";
import { personOf } from "./people.ts";
import { readSample } from "./sample.ts";

const sample = readSample();
const played = sample.orders.filter(({ day }) => day > 0);

describe("the sample of real orders", () => {
  test("has at least 500 orders to play as one day, in the order of their time of day, and some for the past", () => {
    expect(played.length).toBeGreaterThanOrEqual(500);
    expect(played.map(({ at }) => at)).toEqual(played.map(({ at }) => at).sort());
    expect(sample.orders.length - played.length).toBeGreaterThan(50);
  });

  test("names only days, products and places it has", () => {
    const unknown = sample.orders.filter(
      ({ day, place, lines }) =>
        sample.days[day] === undefined ||
        sample.places[place] === undefined ||
        lines.some(([product]) => sample.products[product] === undefined),
    );
    expect(unknown).toEqual([]);
  });

  test("knows each product once, and no customer in two countries", () => {
    expect(new Set(sample.products.map(({ sku }) => sku)).size).toBe(sample.products.length);
    const countries = Map.groupBy(sample.orders, ({ person }) => person);
    const travellers = [...countries].filter(
      ([, orders]) => new Set(orders.map(({ place }) => sample.places[place]?.country)).size > 1,
    );
    expect(travellers).toEqual([]);
  });
});

describe("the demo's shop", () => {
  const openShop = () => {
    const clock = steppableClock("2026-11-23T07:30:00Z");
    const world = createWorld({
      clock,
      app: { id: "1", apiKey: "key", apiSecret: "secret", url: "http://localhost:1" },
    });
    return { world, shop: createShop(world, demoShop(sample, "demo")) };
  };

  test("can take every order of the sample", () => {
    const { world, shop } = openShop();
    const variants = variantIds(shop);
    const refused = sample.orders.filter((order) => {
      const lines = order.lines.map(([product, quantity]) => ({ variantId: variants[product] ?? "", quantity }));
      return placeOrder(world, shop, { ...shopperOf(sample, order), lines }).kind === "refused";
    });
    expect(refused).toEqual([]);
  });

  test("keeps each product somewhere, most of them in several places", () => {
    const { shop } = openShop();
    const places = [...Map.groupBy(shop.levels.values(), ({ itemId }) => itemId).values()];
    expect(places.length).toBe(shop.items.size);
    expect(places.filter((levels) => levels.length > 1).length).toBeGreaterThan(0.9 * shop.items.size);
  });

  test("sells a few products of which there is too little, so that some orders must wait", () => {
    const oversold = demoShop(sample, "demo").products.filter(({ variants }) =>
      variants.some(({ inventoryPolicy }) => inventoryPolicy === "CONTINUE"),
    );
    expect(oversold.length).toBeGreaterThan(0);
    expect(oversold.length).toBeLessThan(0.05 * sample.products.length);
  });
});

test("the same customer number is always the same invented person, at an address that cannot receive mail", () => {
  expect(personOf(7)).toEqual(personOf(7));
  expect(new Set(Array.from({ length: 400 }, (_, number) => personOf(number).email)).size).toBe(400);
  expect(personOf(7).email).toMatch(/@example\.com$/);
});
