/** The shop of the journey of rules: what its shoppers bought, and where Shopify has it shipped from. */
import type { ShopSeed } from "../devshop/state/create-shop.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import type { LiveWorld } from "./live-world.ts";
import { shopOf, type Walk } from "./walk.ts";

export const MADRID = "Almacén Madrid";
export const SEVILLA = "Tienda Sevilla";
export const BARCELONA = "Tienda Barcelona";
const UNIT_MINOR = 2_000;

/** One product, which Madrid and Barcelona have, and one customer whom the shop calls VIP. */
export const ruleShop = (handle: string): ShopSeed =>
  spanishShop({
    handle,
    customers: [{ firstName: "Ana", lastName: "Pérez", tags: ["VIP"] }],
    products: [
      {
        title: "Vela",
        variants: [{ sku: "VEL-1", priceMinor: UNIT_MINOR, unitCostMinor: 800, grams: 400, stock: [20, null, 40] }],
      },
    ],
  });

/** Somebody in Seville buys candles, at €20 each. The order's name. */
export function buy(world: LiveWorld, walk: Walk, quantity: number, by: "vip" | "anybody"): string {
  const shop = shopOf(world, walk);
  const [variant] = shop.variants.values();
  const [vip] = shop.customers.keys();
  const placed = world.devshop.placeOrder(shop, {
    lines: [{ variantId: variant?.id ?? "", quantity }],
    shippingAddress: SEVILLE,
    ...(by === "vip" && vip !== undefined && { customerId: vip }),
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
  return placed.order.name;
}

/** The orders that Shopify has shipped from a location, by name. */
export function ordersAt(world: LiveWorld, walk: Walk, place: string): string[] {
  const { orders, fulfillmentOrders, locations } = shopOf(world, walk);
  return [...fulfillmentOrders.values()]
    .filter(
      ({ status, assignedLocationId }) => status !== "CLOSED" && locations.get(assignedLocationId)?.name === place,
    )
    .flatMap(({ orderId }) => orders.get(orderId)?.name ?? [])
    .sort();
}
