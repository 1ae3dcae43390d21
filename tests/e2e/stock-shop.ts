/** The shop of the stock journey, and what happens in it outside the app. */
import type { Digits } from "../devshop/state/ids.ts";
import type { ShopSeed } from "../devshop/state/create-shop.ts";
import { onHand } from "../devshop/state/catalog.ts";
import { editAsOther, type OtherEdit } from "../devshop/state/edit-as-other.ts";
import { activeLevel } from "../devshop/state/stock.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import type { LiveWorld } from "./live-world.ts";
import { shopOf, type Walk } from "./walk.ts";

export const MADRID = "Almacén Madrid";
export const SEVILLA = "Tienda Sevilla";
export const BARCELONA = "Tienda Barcelona";
const BARCODES = "84000000000";

/** One product a step, so that no step sees what another did. Stock: Madrid, Sevilla, Barcelona; null: not stocked there. */
const PRODUCTS: readonly { title: string; sku: string; stock: (number | null)[]; vendor?: string }[] = [
  { title: "Gorra", sku: "GOR-1", stock: [12, 2, null], vendor: "Lino y Sol" },
  { title: "Póster", sku: "POS-1", stock: [1, null, null] },
  { title: "Taza", sku: "TAZ-1", stock: [null, 3, 8] },
  { title: "Cuaderno", sku: "CUA-1", stock: [null, 40, null] },
  { title: "Lápiz", sku: "LAP-1", stock: [null, 90, null] },
  { title: "Vela", sku: "VEL-1", stock: [10, null, 40] },
  { title: "Calcetines", sku: "CAL-1", stock: [6, null, null] },
  { title: "Calcetines, oferta de otoño", sku: "CAL-1", stock: [2, null, null] },
  { title: "Bolso", sku: "BOL-1", stock: [null, null, 9] },
  { title: "Manta", sku: "MAN-1", stock: [7, null, null] },
  { title: "Paraguas", sku: "PAR-1", stock: [4, null, null] },
];

/** What a scanner reads on it. */
export const barcodeOf = (sku: string) => `${BARCODES}${PRODUCTS.findIndex((product) => product.sku === sku)}`;

/** A shop whose products all have a barcode, and of which more may be sold than there is. */
export function stockShop(handle: string): ShopSeed {
  const products = PRODUCTS.map(({ title, sku, stock, vendor = "Casa Pérez" }, n) => ({
    title,
    vendor,
    variants: [
      {
        sku,
        barcode: `${BARCODES}${n}`,
        priceMinor: 1990,
        unitCostMinor: 800,
        stock,
        inventoryPolicy: "CONTINUE" as const,
      },
    ],
  }));
  return spanishShop({ handle, products });
}

/** What the shop has of an item at a location, in all states; of several items with this SKU, the first. */
export function unitsIn(world: LiveWorld, walk: Walk, sku: string, place: string) {
  const { shop, itemId, locationId } = find(world, walk, sku, place);
  const level = activeLevel(shop, itemId, locationId);
  if (!level) throw new Error(`no ${sku} in ${place}`);
  return { ...level.quantities, on_hand: onHand(level) };
}

/** What is for sale of each item with this SKU. */
export function stockOfTwins(world: LiveWorld, walk: Walk, sku: string, place: string): (number | undefined)[] {
  const { shop, locationId } = find(world, walk, sku, place);
  const items = [...shop.items.values()].filter((item) => item.sku === sku);
  return items.map(({ id }) => activeLevel(shop, id, locationId)?.quantities.available);
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
