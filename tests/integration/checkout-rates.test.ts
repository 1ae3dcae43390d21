import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { addressOf, ask, CARRIED, cartOf, does, LISTED, offering, save } from "./rates-steps.ts";
import { HOUR, MINUTE, rows, SECOND } from "./steps.ts";

const PREVIOUS_SECRET = process.env["SHOPIFY_API_SECRET_PREVIOUS"] ?? "";

let world: TestWorld;
let shop: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
  shop = await offering(world, [LISTED, CARRIED]);
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const asked = (installed: InstalledShop, cart: unknown = cartOf(installed), change = {}) =>
  ask(addressOf(installed), installed.shop.domain, cart, change);

describe("checkout", () => {
  test("is answered the cheapest first, in the shopper's language, with the days on which it arrives", async () => {
    const { status, rates } = await asked(shop);
    expect(status).toBe(200);
    // Monday 9:16 in Madrid, 10:00 to 15:00 is still ahead: it leaves today.
    expect(rates).toMatchObject([
      {
        service_code: "standard",
        service_name: "Estándar",
        total_price: "450",
        min_delivery_date: "2026-11-03 12:00:00 +0100",
        max_delivery_date: "2026-11-05 12:00:00 +0100",
      },
      { service_code: "express", service_name: "Express" },
    ]);
  });

  test("is offered nothing for an address that nobody goes to, and no error", async () => {
    expect(await asked(shop, cartOf(shop, { country: "US" }))).toMatchObject({ status: 200 });
    expect((await asked(shop, cartOf(shop, { grams: 40_000 }))).status).toBe(200);
  });

  test("is answered 200 with nothing when what it sends cannot be read", async () => {
    for (const body of ["", "no JSON", "[]", '{"rate":{}}'])
      expect(await asked(shop, body)).toEqual({ status: 200, rates: [] });
  });

  test("a chosen rate is on the order with its window, and the promise of the order is that of checkout", async () => {
    const { askCarrierServices } = await import("../devshop/faces/shipping-rates.ts");
    const { checkoutBody, checkOut } = await import("../devshop/faces/checkout.ts");
    const [item] = cartOf(shop).rate.items;
    const checkout = checkoutBody.parse({
      lines: [{ variantId: String(item?.variant_id), quantity: 1 }],
      shippingAddress: { name: "Ana Ruiz", address1: "Calle Pi 1", city: "Sevilla", zip: "41001", countryCode: "ES" },
      email: "ana@example.com",
    });
    const rates = await askCarrierServices(world.devshop.world, shop.shop, checkout);
    const rate = rates?.find(({ service_code }) => service_code === "standard");
    const placed = checkOut(world.devshop.world, shop.shop, checkout, {
      line: { title: rate?.service_name ?? "", code: rate?.service_code ?? "", priceMinor: rate?.total_price ?? 0 },
      delivery: {
        minDeliveryDateTime: new Date("2026-11-03T12:00:00+01:00"),
        maxDeliveryDateTime: new Date("2026-11-05T12:00:00+01:00"),
      },
    });
    if (placed.kind !== "placed") throw new Error(placed.code);
    await world.settle(shop);
    await world.advance(shop, 10 * SECOND);
    expect(
      await rows(
        world,
        "select source, to_char(from_date, 'YYYY-MM-DD') as from, to_char(to_date, 'YYYY-MM-DD') as to from delivery_promise where shop_id = $1 and order_id = $2",
        [shop.shopId, placed.order.id],
      ),
    ).toEqual([{ source: "checkout", from: "2026-11-03", to: "2026-11-05" }]);
  });
});

describe("who may ask", () => {
  test("nobody without Shopify's signature over just this body", async () => {
    for (const change of [{ signature: null }, { signature: "bm9uZQ==" }, { secret: "another app" }])
      expect((await asked(shop, cartOf(shop), change)).status).toBe(401);
  });

  test("the secret before the last rotation still counts", async () => {
    expect((await asked(shop, cartOf(shop), { secret: PREVIOUS_SECRET })).status).toBe(200);
  });

  test("no shop gets the rates of another by its own signature: the address is bound to the shop", async () => {
    const other = await offering(world, [LISTED]);
    const [mine, its] = [new URL(addressOf(shop)), new URL(addressOf(other))];
    const key = (url: URL) => url.pathname.split("/")[3] ?? "";
    const mixed = addressOf(other).replace(key(its), key(mine));
    expect((await ask(mixed, other.shop.domain, cartOf(shop))).status).toBe(401);
    expect((await ask(addressOf(other), shop.shop.domain, cartOf(shop))).status).toBe(401);
    expect((await ask(`${world.appUrl}/carrier-service/nobody/x`, "nobody.myshopify.com", cartOf(shop))).status).toBe(
      401,
    );
  });
});

describe("a carrier that is away", () => {
  test("is answered for from what it said before, also by a process that just started, and then from the price list", async () => {
    const installed = await offering(world, [{ ...CARRIED, fallback: "" }]);
    const [before] = (await asked(installed)).rates;
    expect(before?.service_code).toBe("express");
    world.carrier.turn({ ...DEFAULT_KNOBS, unavailable: 1 });
    await world.advance(installed, HOUR);
    expect((await asked(installed)).rates).toMatchObject([{ total_price: before?.total_price }]);

    const { forgetQuotes } = await import("../../app/features/checkout-rates/quotes.server.ts");
    forgetQuotes();
    expect((await asked(installed)).rates).toMatchObject([{ total_price: before?.total_price }]);

    await world.advance(installed, 24 * HOUR);
    expect(await asked(installed)).toEqual({ status: 200, rates: [] });
    await save(world, installed, [CARRIED]);
    expect((await asked(installed)).rates).toMatchObject([{ service_code: "express", total_price: "450" }]);
    world.carrier.turn(DEFAULT_KNOBS);
    forgetQuotes();
    expect((await asked(installed)).status).toBe(200);
  });
});

describe("the merchant", () => {
  test("cannot switch it on before Shopify allows it, nor with nothing to offer", async () => {
    const { spanishShop } = await import("../factories/shops.ts");
    const installed = await world.install(spanishShop());
    expect(await does(world, installed, { do: "turnOn" })).toEqual({ status: "notAllowed" });
    world.devshop.installer.grant(installed.shop, ["write_shipping", "read_markets"]);
    await world.advance(installed, 16 * MINUTE);
    expect(await does(world, installed, { do: "turnOn" })).toEqual({ status: "nothingOffered" });
    expect(installed.shop.carrierServices.size).toBe(0);
  });

  test("has one carrier service, whatever answers are lost; a new name reaches it; switched off, it is gone and nothing is answered", async () => {
    const installed = await offering(world, [LISTED]);
    await does(world, installed, { do: "turnOn" });
    await world.advance(installed, 2 * MINUTE);
    expect(installed.shop.carrierServices.size).toBe(1);
    await save(world, installed, [LISTED], "Casa Luz");
    await world.advance(installed, 2 * SECOND);
    expect([...installed.shop.carrierServices.values()]).toMatchObject([{ name: "Casa Luz", active: true }]);
    const address = addressOf(installed);
    world.devshop.admin.interferences.add("DeleteCarrierService", { kind: "lostAnswer" });
    await does(world, installed, { do: "turnOff" });
    await world.advance(installed, 2 * SECOND);
    await world.advance(installed, 2 * MINUTE);
    expect(installed.shop.carrierServices.size).toBe(0);
    expect(await ask(address, installed.shop.domain, cartOf(installed))).toEqual({ status: 200, rates: [] });
  });

  test("is told when Shopify does not take it: the plan", async () => {
    const { ratesPage } = await import("../../app/features/checkout-rates/page.server.ts");
    const installed = await offering(world, [LISTED]);
    await does(world, installed, { do: "turnOff" });
    await world.advance(installed, 2 * SECOND);
    Object.assign(installed.shop.plan, { publicDisplayName: "Basic", partnerDevelopment: false });
    await does(world, installed, { do: "turnOn" });
    await world.advance(installed, 2 * SECOND);
    expect(await ratesPage(installed.shopId)).toMatchObject({
      trouble: "CARRIER_SERVICE_CREATE_FAILED",
      inShopify: "missing",
    });
  });

  test("sees what a shopper would, and is told of every field that is wrong", async () => {
    const cart = {
      do: "preview",
      country: "ES",
      postal: "41001",
      city: "Sevilla",
      kg: "0,4",
      value: "19.90",
      sku: "CAM-1",
      units: "1",
    };
    expect(await does(world, shop, cart)).toMatchObject({
      status: "previewed",
      rates: [{ code: "standard", minor: 450, basis: "list" }, { code: "express" }],
    });
    expect(await does(world, shop, { ...cart, country: "Spain", kg: "much", sku: "NONE" })).toEqual({
      status: "previewInvalid",
      fields: ["country", "kg", "sku"],
    });
    expect(
      await save(world, shop, [{ ...LISTED, price: "list:Gone", countries: "España", daysFrom: "5" }, LISTED]),
    ).toEqual({
      status: "invalid",
      errors: { "0.countries": "country", "0.price": "unknown", "0.daysTo": "daysOrder", "1.code": "twice" },
    });
  });
});
