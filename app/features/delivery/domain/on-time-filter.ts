import { readAddress, writeAddress } from "../../../core/address.ts";
import type { LocationId } from "../../../core/ids.ts";

export const GROUPS = ["month", "carrier", "location"] as const;
export const VIEWS = ["late", "all"] as const;

/** What the report of arrivals shows. Lives in the address. */
export interface OnTimeFilter {
  readonly by: (typeof GROUPS)[number];
  readonly view: (typeof VIEWS)[number];
  readonly carrier: string;
  readonly location: LocationId | null;
  /** Beginning of an order's name. */
  readonly search: string;
}

/** The row a page begins after. */
export interface ArrivalKey {
  readonly at: string;
  readonly part: string;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readOnTimeFilter(parameters: URLSearchParams): OnTimeFilter {
  const address = readAddress(parameters);
  return {
    by: address.oneOf("by", GROUPS) ?? "month",
    view: address.oneOf("view", VIEWS) ?? "late",
    carrier: address.text("carrier"),
    location: address.id<LocationId>("location"),
    search: address.text("q"),
  };
}

/** The filter as the parameters of an address. Inverse of `readOnTimeFilter`. */
export const writeOnTimeFilter = ({ by, view, carrier, location, search }: OnTimeFilter): Record<string, string> =>
  writeAddress({
    by: by === "month" ? null : by,
    view: view === "late" ? null : view,
    carrier,
    location,
    q: search,
  });

/** The filter of an address in the spelling of `writeOnTimeFilter`. */
export const tidyOnTimeFilter = (given: URLSearchParams): Record<string, string> =>
  writeOnTimeFilter(readOnTimeFilter(given));

/** The place of a row in the list, and back. */
export const writeArrivalKey = ({ at, part }: ArrivalKey): string => `${at}_${part}`;
export function readArrivalKey(text: string | null): ArrivalKey | null {
  const [at = "", part = ""] = (text ?? "").split("_");
  return !Number.isNaN(Date.parse(at)) && /^(fo|f) \d{1,20}$/.test(part) ? { at, part } : null;
}
