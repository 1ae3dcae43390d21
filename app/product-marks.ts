import { itemDigest } from "./core/item-digest.ts";
import { idAt, listAt, textAt } from "./topic-body.ts";

/** An item of a product, and how the product's body describes it. */
interface DescribedByProduct {
  readonly objectId: string;
  readonly digest: string;
}

/** The items of a product's body. Shopify may leave variants out of a long body: a change of theirs is seen when they are next read for another reason. */
export function itemsOfProduct(body: unknown): readonly DescribedByProduct[] {
  return listAt(body, "variants").flatMap((variant) => {
    const objectId = idAt(variant, "inventory_item_id");
    if (objectId === undefined) return [];
    const digest = itemDigest({
      title: textAt(body, "title") ?? null,
      variant: textAt(variant, "title") ?? null,
      sku: textAt(variant, "sku") ?? null,
      barcode: textAt(variant, "barcode") ?? null,
      vendor: textAt(body, "vendor") ?? null,
      type: textAt(body, "product_type") ?? null,
      status: textAt(body, "status") ?? null,
      policy: textAt(variant, "inventory_policy") ?? null,
      tags: (textAt(body, "tags") ?? "").split(",").filter((tag) => tag.trim() !== ""),
    });
    return [{ objectId, digest }];
  });
}
