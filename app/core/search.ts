import type { Permission } from "./permissions.ts";

/** What one place finds, in the order of the page. */
export const SEARCH_GROUPS = ["orders", "parcels", "items", "locations", "words"] as const;
export type SearchGroup = (typeof SEARCH_GROUPS)[number];

/** What somebody needs to be allowed to find them. */
export const SEARCH_PERMISSIONS = {
  orders: "seeOrders",
  parcels: "seeOrders",
  items: "seeStock",
  locations: "seeSettings",
  words: "enter",
} as const satisfies Record<SearchGroup, Permission>;

/** Something that was found, as its own feature tells it. */
export interface SearchHit {
  readonly id: string;
  /** As people know it. */
  readonly title: string;
  /** A code (the stage of an order or a parcel) or a text (a SKU, a city); empty: nothing more to say. */
  readonly detail: string;
  /** Its page. */
  readonly to: string;
}
