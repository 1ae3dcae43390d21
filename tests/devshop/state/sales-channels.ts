/** Where a shop sells: its publications, what is published on them, and what can be bought there. */
import { onlineLocations } from "./assign.ts";
import { ONLINE_STORE, POINT_OF_SALE, type Product, type ProductVariant, type Publication } from "./catalog.ts";
import { touchProduct } from "./change-products.ts";
import type { Digits } from "./ids.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { activeLevel } from "./stock.ts";
import type { World } from "./world.ts";

/** A product on a publication: there since, or from, that date. */
export interface ResourcePublication {
  readonly product: Product;
  readonly publication: Publication;
  readonly publishDate: Date;
}

export interface PublishInput {
  readonly publicationId: Digits | null;
  /** null: now. */
  readonly publishDate: Date | null;
}

/** `publishablePublish` of a product: all or nothing. Tells products/update when something changed. */
export function publish(world: World, shop: Shop, productId: Digits, inputs: PublishInput[]): Outcome<Product> {
  const product = shop.products.get(productId);
  if (product === undefined) return refused(["id"], "Resource does not exist");
  const now = world.clock.now();
  for (const [index, { publicationId, publishDate }] of inputs.entries()) {
    const publication = shop.publications.get(publicationId ?? "");
    const field = ["input", String(index)];
    if (publication === undefined) return refused([...field, "publicationId"], "Publication does not exist");
    if (publishDate !== null && publishDate > now && publication.name !== ONLINE_STORE)
      return refused([...field, "publishDate"], "Publication does not support future publishing");
  }
  let changed = false;
  for (const { publicationId, publishDate } of inputs) {
    const before = product.publishedAt.get(publicationId ?? "");
    const date = publishDate ?? (before !== undefined && before <= now ? before : now);
    if (before?.getTime() === date.getTime()) continue;
    product.publishedAt.set(publicationId ?? "", date);
    changed = true;
  }
  if (changed) touchProduct(world, shop, product);
  return done(product);
}

/** `publishableUnpublish` of a product: all or nothing. Tells products/update when something changed. */
export function unpublish(
  world: World,
  shop: Shop,
  productId: Digits,
  publicationIds: (Digits | null)[],
): Outcome<Product> {
  const product = shop.products.get(productId);
  if (product === undefined) return refused(["id"], "Resource does not exist");
  for (const [index, id] of publicationIds.entries())
    if (!shop.publications.has(id ?? ""))
      return refused(["input", String(index), "publicationId"], "Publication does not exist");
  const changed = publicationIds.filter((id) => product.publishedAt.delete(id ?? ""));
  if (changed.length > 0) touchProduct(world, shop, product);
  return done(product);
}

/** Where the product is, or will be at a later date, in the order of the publications. */
export function publicationsOf(shop: Shop, product: Product): ResourcePublication[] {
  return [...shop.publications.values()].flatMap((publication) => {
    const publishDate = product.publishedAt.get(publication.id);
    return publishDate === undefined ? [] : [{ product, publication, publishDate }];
  });
}

/** False while the date is to come, and while the product is a draft or archived: then it only waits to be published. */
export function isPublished({ product, publishDate }: ResourcePublication, now: Date): boolean {
  return product.status === "ACTIVE" && publishDate <= now;
}

/** Whether shoppers see the product on the channel of that name. */
export function isShownOn(shop: Shop, product: Product, channel: string, now: Date): boolean {
  return publicationsOf(shop, product).some((each) => each.publication.name === channel && isPublished(each, now));
}

/**
 * Units of a variant that a channel can sell: `available` at the active locations that take online orders, for the point of
 * sale at all of them, none counted below zero; null when the stock is not tracked.
 */
export function sellableOn(shop: Shop, variant: ProductVariant, channel: string): number | null {
  if (shop.items.get(variant.itemId)?.tracked !== true) return null;
  const locations = channel === POINT_OF_SALE ? [...shop.locations.values()] : onlineLocations(shop);
  return locations
    .filter((each) => each.isActive)
    .reduce((sum, { id }) => sum + Math.max(0, activeLevel(shop, variant.itemId, id)?.quantities.available ?? 0), 0);
}

/** Whether a shopper can buy a unit on the channel: it is shown there, and in stock or sold without. */
export function canBeBought(shop: Shop, variant: ProductVariant, channel: string, now: Date): boolean {
  const product = shop.products.get(variant.productId);
  if (product === undefined || !isShownOn(shop, product, channel, now)) return false;
  return variant.inventoryPolicy === "CONTINUE" || (sellableOn(shop, variant, channel) ?? 1) > 0;
}
