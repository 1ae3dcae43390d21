/** Products in webhook bodies, in REST's shape. */
import { fixedText } from "../admin-api/money.ts";
import { ONLINE_STORE, type Product, type ProductVariant } from "../state/catalog.ts";
import { gid } from "../state/ids.ts";
import { publicationsOf } from "../state/sales-channels.ts";
import type { Shop } from "../state/shop.ts";
import { stockOf } from "../state/stock.ts";
import type { Json } from "./json.ts";
import { zonedTime } from "./times.ts";

/** `products/create` and `products/update` */
export function productBody(shop: Shop, product: Product): Json {
  const variants = product.variantIds.flatMap((id) => shop.variants.get(id) ?? []);
  const onlineSince = publicationsOf(shop, product).find((each) => each.publication.name === ONLINE_STORE)?.publishDate;
  return {
    id: BigInt(product.id),
    admin_graphql_api_id: gid("Product", product.id),
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    product_type: product.productType,
    status: product.status.toLowerCase(),
    tags: product.tags.join(", "),
    published_at: onlineSince === undefined ? null : zonedTime(onlineSince, shop.ianaTimezone),
    created_at: zonedTime(product.createdAt, shop.ianaTimezone),
    updated_at: zonedTime(product.updatedAt, shop.ianaTimezone),
    variants: variants.map((variant) => variantBody(shop, variant)),
    variant_gids: variants.map((variant) => ({
      admin_graphql_api_id: gid("ProductVariant", variant.id),
      updated_at: variant.updatedAt.toISOString(),
    })),
  };
}

function variantBody(shop: Shop, variant: ProductVariant): Json {
  return {
    id: BigInt(variant.id),
    admin_graphql_api_id: gid("ProductVariant", variant.id),
    product_id: BigInt(variant.productId),
    title: variant.title,
    option1: variant.title,
    sku: variant.sku,
    barcode: variant.barcode,
    price: fixedText({ minor: variant.priceMinor, currency: shop.currency }),
    position: variant.position,
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    inventory_item_id: BigInt(variant.itemId),
    inventory_quantity: stockOf(shop, variant.itemId),
    created_at: zonedTime(variant.createdAt, shop.ianaTimezone),
    updated_at: zonedTime(variant.updatedAt, shop.ianaTimezone),
  };
}
