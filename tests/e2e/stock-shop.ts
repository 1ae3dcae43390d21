/** The shop of the stock journey, and what happens in it outside the app. */
import type { Digits } from "../devshop/state/ids.ts";
import type { ProductSeed, ShopSeed } from "../devshop/state/create-shop.ts";
import { editAsOther, type OtherEdit } from "../devshop/state/edit-as-other.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import type { LiveWorld } from "./live-world.ts";
import type { Walk } from "./walk.ts";

export const MADRID = "Almacén Madrid";
export const SEVILLA = "Tienda Sevilla";

/** One product a step, so that no step sees what another did. Stock: Madrid, Sevilla, Barcelona. */
const PRODUCTS: readonly (readonly [
  title: string,
  sku: string,
  stock: (number | null)[],
  change?: Partial<ProductSeed>,
])[] = [
  ["Gorra", "GOR-1", [12, 2, 0], { vendor: "Lino y Sol" }],
  ["Póster", "POS-1", [1, null, null]],
  ["Taza", "TAZ-1", [0, 3, 8]],
  ["Cuaderno", "CUA-1", [40, 40, 40]],
  ["Lápiz", "LAP-1", [90, 90, 90]],
  ["Vela", "VEL-1", [30, 0, 0]],
  ["Calcetines", "CAL-1", [6, 0, 0]],
  ["Calcetines, oferta de otoño", "CAL-1", [2, 0, 0]],
  ["Bolso", "BOL-1", [9, 0, 0]],
  ["Manta", "MAN-1", [7, 0, 0]],
];

/** A shop whose products can be counted with a scanner: each has a barcode that begins with 84. */
export function stockShop(handle: string): ShopSeed {
  const products = PRODUCTS.map(([title, sku, stock, change], n) => ({
    title,
    vendor: "Casa Pérez",
    variants: [
      {
        sku,
        barcode: `84000000000${n}`,
        priceMinor: 1990,
        unitCostMinor: 800,
        stock,
        inventoryPolicy: "CONTINUE" as const,
      },
    ],
    ...change,
  }));
  return spanishShop({ handle, products });
}

/** What the shop has of an item at a location, in all states; of several items with this SKU, the first. */
export function unitsIn(world: LiveWorld, walk: Walk, sku: string, place: string) {
  const { shop, itemId, locationId } = find(world, walk, sku, place);
  const level = activeLevel(shop, itemId, locationId);
  if (!level) throw new Error(`no ${sku} in ${place}`);
  return level.quantities;
}

/** A shopper buys some; whoever sells them may go below zero. */
export function sell(world: LiveWorld, walk: Walk, sku: string, quantity: number): void {
  const { shop, variantId } = find(world, walk, sku, MADRID);
  const placed = world.devshop.placeOrder(shop, {
    lines: [{ variantId, quantity }],
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
}

/** Somebody changes stock in Shopify's admin, and nothing says who. */
export function edit(world: LiveWorld, walk: Walk, sku: string, place: string, change: OtherEdit): void {
  const { shop, itemId, locationId } = find(world, walk, sku, place);
  editAsOther(world.devshop.world, shop, { itemId, locationId, ...change });
}

/** Whether Shopify's checkout sells more of it than there is. */
export function sellsBeyond(world: LiveWorld, walk: Walk, sku: string): boolean {
  const { shop, variantId } = find(world, walk, sku, MADRID);
  return shop.variants.get(variantId)?.inventoryPolicy === "CONTINUE";
}

export function shopOf(world: LiveWorld, { handle }: Walk) {
  return world.devshop.shop(`${handle}.myshopify.com`);
}

function find(world: LiveWorld, walk: Walk, sku: string, place: string) {
  const shop = shopOf(world, walk);
  const variant = [...shop.variants.values()].find(({ itemId }) => shop.items.get(itemId)?.sku === sku);
  const location = [...shop.locations.values()].find(({ name }) => name === place);
  if (!variant || !location) throw new Error(`no ${sku} or no ${place}`);
  const ids: { variantId: Digits; itemId: Digits; locationId: Digits } = {
    variantId: variant.id,
    itemId: variant.itemId,
    locationId: location.id,
  };
  return { shop, ...ids };
}
