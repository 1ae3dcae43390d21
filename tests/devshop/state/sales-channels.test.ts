import { describe, expect, test } from "vitest";
import type { Product } from "./catalog.ts";
import { updateProduct, updateVariants } from "./change-products.ts";
import { openCheckout, placeOrder } from "./place-order.ts";
import { canBeBought, publish, unpublish } from "./sales-channels.ts";
import { worldOfOne, type WorldOfOne } from "./world-of-one.ts";

const CHANNELS = ["Online Store", "Shop", "Point of Sale"];

function productOf(w: WorldOfOne): Product {
  const [product] = w.shop.products.values();
  if (product === undefined) throw new Error("no product");
  return product;
}

/** The channels on which the only variant can be bought. */
function buyableOn(w: WorldOfOne): string[] {
  const [variant] = w.shop.variants.values();
  if (variant === undefined) throw new Error("no variant");
  return CHANNELS.filter((channel) => canBeBought(w.shop, variant, channel, w.clock.now()));
}

const onlineId = (w: WorldOfOne) => [...w.shop.publications.keys()][0] ?? "";
const cart = (w: WorldOfOne, quantity = 1) => ({
  lines: [{ variantId: w.variants[0] ?? "", quantity }],
  shippingAddress: { countryCode: "ES" },
});

describe("a product can be bought", () => {
  test("where it is published", () => {
    const w = worldOfOne([[1]]);
    expect(buyableOn(w)).toEqual(CHANNELS);
    unpublish(w.world, w.shop, productOf(w).id, [onlineId(w)]);
    expect(buyableOn(w)).toEqual(["Shop", "Point of Sale"]);
  });

  test("while it is active", () => {
    const w = worldOfOne([[1]]);
    updateProduct(w.world, w.shop, productOf(w), { status: "DRAFT" });
    expect(buyableOn(w)).toEqual([]);
  });

  test("in the point of sale also where nothing is shipped from", () => {
    const w = worldOfOne([[0, 1]], { locations: [{}, { fulfillsOnlineOrders: false }] });
    expect(buyableOn(w)).toEqual(["Point of Sale"]);
  });

  test("without stock only while the policy is to continue", () => {
    const w = worldOfOne([[0]]);
    expect(buyableOn(w)).toEqual([]);
    const change = { inventoryPolicy: "CONTINUE" } as const;
    updateVariants(w.world, w.shop, { productId: productOf(w).id, variants: [{ id: w.variants[0], change }] });
    expect(buyableOn(w)).toEqual(CHANNELS);
  });

  test("from the date it was published for", async () => {
    const w = worldOfOne([[1]]);
    unpublish(w.world, w.shop, productOf(w).id, [...w.shop.publications.keys()]);
    const publishDate = new Date(w.clock.now().getTime() + 60_000);
    publish(w.world, w.shop, productOf(w).id, [{ publicationId: onlineId(w), publishDate }]);
    expect(buyableOn(w)).toEqual([]);
    await w.clock.advance(60_000);
    expect(buyableOn(w)).toEqual(["Online Store"]);
  });
});

describe("checkout", () => {
  test("refuses what its channel does not show; a person in the admin sells it all the same", () => {
    const w = worldOfOne([[1]]);
    unpublish(w.world, w.shop, productOf(w).id, [onlineId(w)]);
    expect(placeOrder(w.world, w.shop, cart(w))).toEqual({ kind: "refused", code: "NOT_FOR_SALE", line: 0 });
    expect(placeOrder(w.world, w.shop, { ...cart(w), channel: "Shop" })).toMatchObject({ kind: "placed" });
    expect(placeOrder(w.world, w.shop, { ...cart(w), channel: null })).toMatchObject({ code: "OUT_OF_STOCK" });
  });

  test("lets two shoppers in to the last unit, and whoever pays second oversells it", () => {
    const w = worldOfOne([[1]]);
    const carts = [openCheckout(w.world, w.shop, cart(w)), openCheckout(w.world, w.shop, cart(w))];
    expect(w.level(0, 0).quantities).toMatchObject({ available: 1, committed: 0 });
    for (const each of carts) expect(each.kind === "open" && each.pay()).toMatchObject({ kind: "placed" });
    expect(w.level(0, 0).quantities).toMatchObject({ available: -1, committed: 2 });
    expect(openCheckout(w.world, w.shop, cart(w))).toMatchObject({ code: "OUT_OF_STOCK" });
  });
});
