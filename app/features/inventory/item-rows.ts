import { itemDigest } from "../../core/item-digest.ts";
import { fromGid } from "../../core/ids.ts";
import { currencyDigits } from "../../core/money.ts";
import { gramsOf } from "../../core/weight.ts";
import type {
  InventoryItemFieldsFragment,
  InventoryItemVariantFieldsFragment,
} from "../../platform/admin-api/operations.ts";
import { itemWords, sortKey } from "./domain/search-words.ts";

export interface ItemNode {
  readonly item: InventoryItemFieldsFragment;
  /** Null for an item whose variant is gone. */
  readonly variant: InventoryItemVariantFieldsFragment | null;
}

/** Shopify's name for the only variant of a product without options; nobody wants to read it. */
const NO_OPTIONS = "Default Title";

/** An item as the mirror stores it. */
export function itemRow({ item, variant }: ItemNode) {
  const product = variant?.product;
  const title = product?.title ?? item.sku ?? "";
  const variantTitle = variant === null || variant.title === NO_OPTIONS ? null : variant.title;
  return {
    item_id: fromGid("InventoryItem", item.id),
    variant_id: variant ? fromGid("ProductVariant", variant.id) : null,
    product_id: product ? product.id.slice(product.id.lastIndexOf("/") + 1) : null,
    sku: item.sku,
    title,
    variant_title: variantTitle,
    barcode: variant?.barcode ?? null,
    vendor: product?.vendor ?? "",
    product_type: product?.productType ?? "",
    product_status: product?.status ?? "",
    inventory_policy: variant?.inventoryPolicy ?? "",
    unit_cost_minor: item.unitCost ? minorOf(item.unitCost.amount, item.unitCost.currencyCode) : null,
    unit_cost_currency: item.unitCost?.currencyCode ?? null,
    digest: itemDigest({
      title: product?.title ?? null,
      variant: variant?.title ?? null,
      sku: item.sku,
      barcode: variant?.barcode ?? null,
      vendor: product?.vendor ?? null,
      type: product?.productType ?? null,
      status: product?.status ?? null,
      policy: variant?.inventoryPolicy ?? null,
      tags: product?.tags ?? [],
    }),
    title_key: sortKey(`${title} ${variantTitle ?? ""}`),
    sku_key: sortKey(item.sku ?? ""),
    tracked: item.tracked,
    requires_shipping: item.requiresShipping,
    grams: gramsOf(item.measurement.weight),
    updated_at: item.updatedAt,
  };
}

/** What an item is found by beside its row: its product's tags, and words. */
export function itemLabels({ item, variant }: ItemNode) {
  return {
    item_id: fromGid("InventoryItem", item.id),
    tags: [...new Set(variant?.product.tags ?? [])],
    words: itemWords([
      variant?.product.title ?? null,
      variant?.title === NO_OPTIONS ? null : (variant?.title ?? null),
      item.sku,
      variant?.barcode ?? null,
      variant?.product.vendor ?? null,
    ]),
  };
}

/** Costs may be finer than a cent ("0.0375"): rounded, because they are only ever shown. Null for what is no amount. */
function minorOf(amount: string, currency: string): number | null {
  const minor = Math.round(Number(amount) * 10 ** currencyDigits(currency));
  return Number.isSafeInteger(minor) ? minor : null;
}
