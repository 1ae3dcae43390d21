import type { NamedItem } from "../find-items.server.ts";

/** How people know an item: title, variant, SKU. */
export const itemName = ({
  title,
  variant,
  sku,
  itemId,
}: Pick<NamedItem, "title" | "variant" | "sku" | "itemId">): string =>
  [title, variant, sku].filter(Boolean).join(" · ") || `#${itemId}`;
