import type { LocationId } from "../../../core/ids.ts";
import { stepFor, tariffOf, type PriceList } from "../../routing/domain/public.ts";
import type { Cart } from "./cart.ts";

/** A location that ships, as far as choosing one needs it. */
export interface Origin {
  readonly id: LocationId;
  readonly country: string | null;
  readonly zip: string | null;
}

/** Units of a variant at a location. `anyway`: it is sold whatever there is (not tracked, or on order). */
export interface VariantStock {
  readonly variantId: string;
  readonly anyway: boolean;
  readonly levels: readonly { readonly locationId: LocationId; readonly available: number }[];
}

/**
 * Where the cart would ship from, the likeliest first. An approximation of routing that costs no search: whoever has most of the cart, then the
 * cheapest by the shop's price lists, then the shopper's own country, then where Shopify expects it. It knows nothing of rules, capacity and split
 * orders. `stock` null: it cannot be read now, and every location is taken to have everything.
 */
export function rankOrigins(
  cart: Cart,
  origins: readonly Origin[],
  stock: readonly VariantStock[] | null,
  lists: readonly PriceList[],
): LocationId[] {
  const ranked = origins.map((origin) => ({
    origin,
    missing: missingAt(origin.id, cart, stock),
    minor: stepFor(tariffOf(lists, origin.id, cart.destination)?.steps ?? [], cart.grams)?.minor ?? Infinity,
    abroad: origin.country === cart.destination.country ? 0 : 1,
    unexpected: origin.zip !== null && origin.zip === cart.from ? 0 : 1,
  }));
  ranked.sort(
    (a, b) =>
      a.missing - b.missing ||
      // Infinity - Infinity is no number.
      (a.minor === b.minor ? 0 : a.minor - b.minor) ||
      a.abroad - b.abroad ||
      a.unexpected - b.unexpected ||
      a.origin.id.length - b.origin.id.length ||
      (a.origin.id < b.origin.id ? -1 : 1),
  );
  return ranked.map(({ origin }) => origin.id);
}

/** Units of the cart that a location does not have. */
function missingAt(location: LocationId, { lines }: Cart, stock: readonly VariantStock[] | null): number {
  if (stock === null) return 0;
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of lines)
    if (variantId !== null) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
  let missing = 0;
  for (const [variantId, quantity] of wanted) {
    const known = stock.find((each) => each.variantId === variantId);
    // What we do not know, a custom item, is nowhere missing.
    if (known === undefined || known.anyway) continue;
    const available = known.levels.find(({ locationId }) => locationId === location)?.available ?? 0;
    missing += Math.max(0, quantity - Math.max(0, available));
  }
  return missing;
}
