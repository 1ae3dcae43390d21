import { describe, expect, test } from "vitest";
import {
  line,
  lineItemId,
  location,
  locationId,
  snapshot,
  stock,
} from "../../../../tests/factories/routing-snapshot.ts";
import { factsOf } from "./facts.ts";
import type { AboutLine, AboutOrder } from "./snapshot.ts";

const aboutLine = (id: number, quantity: number): AboutLine => ({
  lineItemId: lineItemId(id),
  sku: `S${id}`,
  product: null,
  productType: "",
  vendor: "",
  tags: [],
  quantity,
  unitPrice: 1_000,
  weight: 1_000,
  requiresShipping: true,
  isGiftCard: null,
  sellingPlan: "",
  metafields: null,
});

const about = (...lines: AboutLine[]): AboutOrder => ({
  order: {
    total: 2_000,
    subtotal: 2_000,
    shippingPaid: 0,
    discount: 0,
    tags: ["vip"],
    channel: "web",
    isB2B: false,
    paymentStatus: "PAID",
    paymentGateways: [],
    risk: "ACCEPT",
    hasNote: false,
    placedAt: 0,
    shippingTitle: "Standard",
    shippingCode: "std",
    promisedAt: null,
    isSplit: false,
    attributes: null,
    metafields: null,
  },
  customer: { orders: 1, tags: [] },
  destination: { province: "M" },
  lines,
  releasedHolds: [],
});

const SHOPS = [
  location(10, 100),
  location(20, 20.4, { kind: "store", tags: ["centro"] }),
  location(30, 5, { active: false }),
];

describe("what rules see of a snapshot", () => {
  test("locations that may ship it, with their distance in whole kilometres", () => {
    const facts = factsOf(snapshot({ locations: SHOPS, about: about(aboutLine(1, 1)) }), {
      postalCode: "28013",
      attributes: { gift: "yes" },
      metafields: { "custom.kind": "fair" },
      lineMetafields: { [lineItemId(1)]: { "custom.cold": true } },
    });
    expect(facts?.locations.map(({ id, distance, isAssigned }) => [id, distance, isAssigned])).toEqual([
      [locationId(10), 100, true],
      [locationId(20), 20, false],
    ]);
    expect(facts?.locations[1]).toMatchObject({ kind: "store", tags: ["centro"], isOpen: null });
    expect(facts?.order.metafields).toEqual({ "custom.kind": "fair" });
    expect(facts?.lines[0]?.metafields).toEqual({ "custom.cold": true });
    expect(facts?.order.attributes).toEqual({ gift: "yes" });
    expect(facts?.destination).toEqual({ country: "ES", province: "ES-M", postalCode: "28013" });
  });

  test("at the assigned location its own units count again, elsewhere claims do not", () => {
    const facts = factsOf(
      snapshot({
        locations: SHOPS,
        lines: [line(1, 1, 2)],
        stock: [stock(1, { 10: 3, 20: 1 })],
        about: about(aboutLine(1, 2)),
      }),
      null,
    );
    expect(facts?.lines).toMatchObject([{ stock: 6, stockAssigned: 5 }]);
    expect(facts?.locations).toMatchObject([
      { share: 100, unitsLeft: 3 },
      { share: 50, unitsLeft: 0 },
    ]);
  });

  test("two lines of one item want their units together", () => {
    const facts = factsOf(
      snapshot({
        locations: SHOPS,
        lines: [line(1, 1, 2), line(2, 1, 3)],
        stock: [stock(1, { 20: 4 })],
        about: about(aboutLine(1, 2), aboutLine(2, 3)),
      }),
      null,
    );
    expect(facts?.locations[1]).toMatchObject({ share: 80, unitsLeft: 0 });
  });

  test("of a line that ships with another fulfillment order the stock is not known", () => {
    const facts = factsOf(snapshot({ about: about(aboutLine(1, 1), aboutLine(7, 1)) }), null);
    expect(facts?.lines[1]).toMatchObject({ sku: "S7", stock: null, stockAssigned: null });
  });

  test("what is not counted is everywhere, and leaves nothing to run out of", () => {
    const facts = factsOf(
      snapshot({ locations: SHOPS, stock: [stock(1, {}, { tracked: false })], about: about(aboutLine(1, 1)) }),
      null,
    );
    expect(facts?.locations[1]).toMatchObject({ share: 100, unitsLeft: null });
  });

  test("a snapshot from before rules has none", () => {
    expect(factsOf(snapshot(), null)).toBeNull();
  });
});
