import { readAddress, writeAddress } from "../../../core/address.ts";
import type { LocationId } from "../../../core/ids.ts";

export const SHEETS = ["none", "asked", "made", "refused"] as const;
/** The carrier's own sheet: it makes none, it was asked, it is there, it refused. */
export type CarrierSheet = (typeof SHEETS)[number];

/** Which manifests a list shows; lives in the address. */
export interface ManifestFilter {
  readonly sheet: CarrierSheet | null;
  readonly locationId: LocationId | null;
  readonly carrier: string;
  readonly search: string;
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readManifestFilter(parameters: URLSearchParams): ManifestFilter {
  const address = readAddress(parameters);
  return {
    sheet: address.oneOf("sheet", SHEETS),
    locationId: address.id<LocationId>("location"),
    carrier: address.text("carrier"),
    search: address.text("q"),
    after: address.id("after"),
    before: address.id("before"),
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeManifestFilter = ({ sheet, locationId, carrier, search }: ManifestFilter): Record<string, string> =>
  writeAddress({ sheet, location: locationId, carrier, q: search });

/** The filter of an address in the spelling of `writeManifestFilter`. */
export const tidyManifestFilter = (given: URLSearchParams): Record<string, string> =>
  writeManifestFilter(readManifestFilter(given));
