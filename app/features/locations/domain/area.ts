import type { Coordinates } from "../../../core/geo.ts";
import { distanceKm } from "../../../core/geo.ts";
import type { DeliveryArea } from "./settings.ts";

/** Where something is delivered, as far as it is known. */
export interface Destination {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly province: string | null;
  readonly postalCode: string | null;
  readonly coordinates: Coordinates | null;
}

/** Capitals without spaces and dashes: "sw1a 1aa" and "SW1A1AA" are one code. */
const plain = (code: string): string => code.replaceAll(/[\s-]/g, "").toUpperCase();

/** The ends of a range. "1000-001" is none: a Portuguese code, as its ends differ in length. */
function rangeOf(pattern: string): { readonly first: string; readonly last: string } | undefined {
  const [, first = "", last = ""] = /^(\d+)\s*-\s*(\d+)$/.exec(pattern) ?? [];
  return first !== "" && first.length === last.length ? { first, last } : undefined;
}

/** Whether it is a code ("28001"), the beginning of codes ("28*") or a range of numbers with as many digits at both ends ("28000-28099"). */
export function isPostalPattern(pattern: string): boolean {
  const range = rangeOf(pattern);
  return range ? range.first <= range.last : /^[A-Z0-9][A-Z0-9 -]*\*?$/i.test(pattern);
}

function matches(pattern: string, postalCode: string): boolean {
  const code = plain(postalCode);
  const range = rangeOf(pattern);
  if (range)
    return /^\d+$/.test(code) && code.length === range.first.length && code >= range.first && code <= range.last;
  return pattern.endsWith("*") ? code.startsWith(plain(pattern.slice(0, -1))) : code === plain(pattern);
}

/** Whether the areas ask for the postal code, which is sealed. */
export const asksPostal = (areas: readonly DeliveryArea[]): boolean => areas.some(({ postal }) => postal.length > 0);

/**
 * Whether an area covers a destination. All it asks has to be true; what is not known of the destination is not true. Distances are as
 * exact as the coordinates: those of orders are kept to 0.1°, up to 8 km off.
 */
export function areaCovers(area: DeliveryArea, location: Coordinates | null, destination: Destination): boolean {
  const { country, province, postalCode, coordinates } = destination;
  const { countries, provinces, postal, radiusKm } = area;
  const named = (list: readonly string[], value: string | null) =>
    list.length === 0 || (value !== null && list.includes(value.toUpperCase()));
  if (!named(countries, country) || !named(provinces, province)) return false;
  if (postal.length > 0 && !postal.some((pattern) => postalCode !== null && matches(pattern, postalCode))) return false;
  return (
    radiusKm === null || (location !== null && coordinates !== null && distanceKm(location, coordinates) <= radiusKm)
  );
}
