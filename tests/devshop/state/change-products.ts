/** What merchants and apps do to products and their variants. */
import { levelKey, type InventoryItem, type Product, type ProductVariant } from "./catalog.ts";
import { addProduct, type ProductSeed } from "./create-shop.ts";
import type { Digits } from "./ids.ts";
import type { Order } from "./orders.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import type { World } from "./world.ts";

/** A new product. Tells products/create, inventory_items/create and inventory_levels/connect. `stock` is per location, by preference. */
export function launchProduct(world: World, shop: Shop, seed: ProductSeed): Product {
  const locations = [...shop.locations.values()].sort((a, b) => a.priority - b.priority);
  const product = shop.products.get(addProduct(world, shop, seed, locations));
  if (product === undefined) throw new Error("a product that was just added is gone");
  world.emit(shop, { topic: "products/create", product });
  for (const variantId of product.variantIds) {
    const item = shop.items.get(shop.variants.get(variantId)?.itemId ?? "");
    if (item === undefined) continue;
    world.emit(shop, { topic: "inventory_items/create", item });
    for (const level of shop.levels.values())
      if (level.itemId === item.id) world.emit(shop, { topic: "inventory_levels/connect", level });
  }
  return product;
}

/** The product changed: new `updatedAt`, and apps hear `products/update`. */
export function touchProduct(world: World, shop: Shop, product: Product): void {
  product.updatedAt = world.clock.now();
  world.emit(shop, { topic: "products/update", product });
}

/** An order counts as an update of the products in it (their stock changed), each once. Tells products/update. */
export function touchOrderedProducts(world: World, shop: Shop, order: Order): void {
  for (const id of new Set(order.lines.map((line) => line.productId))) {
    const product = shop.products.get(id ?? "");
    if (product !== undefined) touchProduct(world, shop, product);
  }
}

export type ProductChange = Partial<Pick<Product, "title" | "vendor" | "productType" | "status" | "tags">>;

/** Changes a product as its page in the admin does. Tells products/update. */
export function updateProduct(world: World, shop: Shop, product: Product, change: ProductChange): void {
  Object.assign(product, change);
  touchProduct(world, shop, product);
}

export type VariantChange = Partial<Pick<ProductVariant, "barcode" | "inventoryPolicy">>;

export interface VariantsInput {
  productId: Digits;
  /** `id` is null when the gid names no variant, undefined when none was given. */
  variants: { id: Digits | null | undefined; change: VariantChange }[];
}

export interface UpdatedVariants {
  readonly product: Product;
  readonly productVariants: ProductVariant[];
}

/** `productVariantsBulkUpdate`: all or nothing. What changes nothing touches nothing. Tells products/update once. */
export function updateVariants(world: World, shop: Shop, input: VariantsInput): Outcome<UpdatedVariants> {
  const product = shop.products.get(input.productId);
  if (product === undefined) return refused(["productId"], "Product does not exist", "PRODUCT_DOES_NOT_EXIST");
  const productVariants: ProductVariant[] = [];
  for (const [index, { id }] of input.variants.entries()) {
    const field = ["variants", String(index), "id"];
    if (id === undefined)
      return refused(field, "Product variant is missing ID attribute", "PRODUCT_VARIANT_ID_MISSING");
    const variant = shop.variants.get(id ?? "");
    if (variant?.productId !== product.id)
      return refused(field, "Product variant does not exist", "PRODUCT_VARIANT_DOES_NOT_EXIST");
    productVariants.push(variant);
  }
  let changed = false;
  for (const [index, variant] of productVariants.entries())
    changed = changeVariant(world, variant, input.variants[index]?.change ?? {}) || changed;
  if (changed) touchProduct(world, shop, product);
  return done({ product, productVariants });
}

function changeVariant(world: World, variant: ProductVariant, change: VariantChange): boolean {
  const { barcode = variant.barcode, inventoryPolicy = variant.inventoryPolicy } = change;
  if (barcode === variant.barcode && inventoryPolicy === variant.inventoryPolicy) return false;
  Object.assign(variant, { barcode, inventoryPolicy, updatedAt: world.clock.now() });
  return true;
}

export type ItemChange = Partial<
  Pick<InventoryItem, "sku" | "tracked" | "requiresShipping" | "grams" | "unitCostMinor">
>;

/** Changes an inventory item (and the SKU its variant shows). Tells inventory_items/update, and products/update for a SKU. */
export function updateItem(world: World, shop: Shop, item: InventoryItem, change: ItemChange): void {
  Object.assign(item, change);
  item.updatedAt = world.clock.now();
  world.emit(shop, { topic: "inventory_items/update", item });
  const variant = shop.variants.get(item.variantId);
  const product = shop.products.get(variant?.productId ?? "");
  if (variant === undefined || product === undefined || change.sku === undefined) return;
  variant.sku = change.sku;
  variant.updatedAt = item.updatedAt;
  touchProduct(world, shop, product);
}

/**
 * Deletes an item with its variant and levels; with its last variant the product goes too. Lines of orders keep their text.
 * Tells inventory_items/delete, then products/update or products/delete.
 */
export function deleteItem(world: World, shop: Shop, item: InventoryItem): void {
  const product = shop.products.get(shop.variants.get(item.variantId)?.productId ?? "");
  removeItem(world, shop, item);
  if (product === undefined) return;
  product.variantIds.splice(product.variantIds.indexOf(item.variantId), 1);
  if (product.variantIds.length > 0) touchProduct(world, shop, product);
  else removeProduct(world, shop, product);
}

/** Deletes a product with everything that belongs to it. Tells inventory_items/delete for each variant, then products/delete. */
export function deleteProduct(world: World, shop: Shop, product: Product): void {
  for (const id of product.variantIds) {
    const item = shop.items.get(shop.variants.get(id)?.itemId ?? "");
    if (item !== undefined) removeItem(world, shop, item);
  }
  removeProduct(world, shop, product);
}

function removeItem(world: World, shop: Shop, item: InventoryItem): void {
  for (const location of shop.locations.keys()) shop.levels.delete(levelKey(item.id, location));
  shop.variants.delete(item.variantId);
  shop.items.delete(item.id);
  world.emit(shop, { topic: "inventory_items/delete", item });
}

function removeProduct(world: World, shop: Shop, product: Product): void {
  shop.products.delete(product.id);
  world.emit(shop, { topic: "products/delete", productId: product.id });
}
