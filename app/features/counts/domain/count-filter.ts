import { readAddress, writeAddress } from "../../../core/address.ts";
import type { LocationId } from "../../../core/ids.ts";

const STATUSES = ["open", "review", "done", "cancelled"] as const;

/** Which counts a list shows; lives in the address. `open`: neither done nor cancelled. */
export interface CountFilter {
  readonly status: (typeof STATUSES)[number] | null;
  readonly locationId: LocationId | null;
  readonly search: string;
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readCountFilter(parameters: URLSearchParams): CountFilter {
  const address = readAddress(parameters);
  return {
    status: address.oneOf("status", STATUSES),
    locationId: address.id<LocationId>("location"),
    search: address.text("q"),
    after: address.id("after"),
    before: address.id("before"),
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeCountFilter = ({ status, locationId, search }: CountFilter): Record<string, string> =>
  writeAddress({ status, location: locationId, q: search });

/** The filter of an address in the spelling of `writeCountFilter`. */
export const tidyCountFilter = (given: URLSearchParams): Record<string, string> =>
  writeCountFilter(readCountFilter(given));

/** Which lines of a count a page shows. */
export const LINE_LOOKS = ["all", "open", "counted", "differences", "trouble"] as const;
export type LineLook = (typeof LINE_LOOKS)[number];

export interface LineFilter {
  readonly look: LineLook;
  readonly search: string;
  /** The page begins behind this line, or ends before it: `<item id>_<title as sorted>`. At most one of the two. */
  readonly after: string | null;
  readonly before: string | null;
}

const placeIn = (text: string | null): string | null => (text !== null && /^\d{1,19}_[^\0]*$/.test(text) ? text : null);

/** Reads which lines an address asks for; null when it does not say. */
export function readLineFilter(parameters: URLSearchParams): LineFilter | null {
  const before = placeIn(parameters.get("before"));
  const address = readAddress(parameters);
  const look = address.oneOf("look", LINE_LOOKS);
  if (look === null && !parameters.has("q")) return null;
  return {
    look: look ?? "all",
    search: address.text("q"),
    after: before === null ? placeIn(parameters.get("after")) : null,
    before,
  };
}
