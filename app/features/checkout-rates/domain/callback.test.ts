import { expect, test } from "vitest";
import { parseId, type LocationId } from "../../../core/ids.ts";
import { answerOf, noonOf } from "./answer.ts";
import { readCart } from "./cart.ts";
import { rankOrigins } from "./origins.ts";
import { hundredthsOf, type CheckoutRate } from "./rates-for.ts";
import { weightStep } from "./weight-step.ts";

const asked = (more: object = {}) => ({
  rate: {
    origin: { country: "ES", postal_code: "28013" },
    destination: {
      country: "es",
      postal_code: "08001",
      province: "b",
      city: "Barcelona",
      name: "Ana",
      address1: "C/ Pi 1",
    },
    items: [
      { variant_id: 258644705304, quantity: 2, grams: 400, price: 1999, requires_shipping: true },
      { variant_id: 1, quantity: 1, grams: 0, price: 5000, requires_shipping: false },
    ],
    currency: "EUR",
    locale: "es-ES",
    ...more,
  },
});

test("a cart is read with what is to be shipped of it, and without the shopper's name and street", () => {
  const cart = readCart(
    asked({ order_totals: { subtotal_price: "8998", total_price: "9500", discount_amount: null } }),
  );
  expect(cart).toEqual({
    lines: [{ variantId: "258644705304", quantity: 2 }],
    grams: 800,
    value: 8998,
    currency: "EUR",
    locale: "es-ES",
    destination: { country: "ES", province: "B", postalCode: "08001", city: "Barcelona", coordinates: null },
    from: "28013",
  });
  expect(JSON.stringify(cart)).not.toMatch(/Ana|Pi 1/);
});

test("without totals, the value of a cart is that of its items", () => {
  expect(readCart(asked())?.value).toBe(8998);
});

test.each([[null], ["rates"], [{}], [{ rate: { items: [] } }], [asked({ currency: "euros" })]])(
  "what is no question for rates is not read: %j",
  (body) => {
    expect(readCart(body)).toBeUndefined();
  },
);

test("amounts are hundredths where a currency has no smaller unit, as Shopify wants them", () => {
  expect(hundredthsOf(1_000, "JPY")).toBe(100_000);
  expect(hundredthsOf(500, "CAD")).toBe(500);
});

test("dates are noon on the shop's wall, in summer and winter", () => {
  expect(noonOf("2026-11-25", "Europe/Madrid")).toBe("2026-11-25 12:00:00 +0100");
  expect(noonOf("2026-07-01", "America/St_Johns")).toBe("2026-07-01 12:00:00 -0230");
});

test("a rate without a window has no dates, and a phone is asked for only where the merchant wants it", () => {
  const rate: CheckoutRate = {
    code: "standard",
    name: "Estándar",
    description: "",
    minor: 450,
    currency: "EUR",
    locationId: parseId<LocationId>("1"),
    basis: "list",
    window: null,
    phoneRequired: false,
  };
  expect(answerOf([rate], "UTC").rates).toEqual([
    { service_name: "Estándar", service_code: "standard", description: "", total_price: "450", currency: "EUR" },
  ]);
});

test("a cart ships from where all of it is, before where it is cheaper, nearer or expected", () => {
  const [madrid, paris] = [parseId<LocationId>("1"), parseId<LocationId>("2")];
  const origins = [
    { id: madrid, country: "ES", zip: "28013" },
    { id: paris, country: "FR", zip: "75001" },
  ];
  const cart = readCart(asked());
  if (!cart) throw new Error("not read");
  const stock = (here: number, there: number) => [
    {
      variantId: "258644705304",
      anyway: false,
      levels: [
        { locationId: madrid, available: here },
        { locationId: paris, available: there },
      ],
    },
  ];
  expect(rankOrigins(cart, origins, stock(1, 2), [])).toEqual([paris, madrid]);
  expect(rankOrigins(cart, origins, stock(2, 2), [])).toEqual([madrid, paris]);
  expect(rankOrigins(cart, origins, null, [])).toEqual([madrid, paris]);
});

test("a carrier is asked about a weight that is never below the cart's", () => {
  expect([1, 250, 251, 2_000, 2_001, 7_400].map(weightStep)).toEqual([250, 250, 500, 2_000, 3_000, 8_000]);
});
