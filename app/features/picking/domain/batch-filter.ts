import { readAddress, writeAddress } from "../../../core/address.ts";
import type { LocationId } from "../../../core/ids.ts";

export const BATCH_VIEWS = ["current", "done", "cancelled"] as const;

/** Which batches a list shows; lives in the address. `current`: neither done nor cancelled. */
export interface BatchFilter {
  readonly status: (typeof BATCH_VIEWS)[number] | null;
  readonly locationId: LocationId | null;
  readonly search: string;
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readBatchFilter(parameters: URLSearchParams): BatchFilter {
  const address = readAddress(parameters);
  return {
    status: address.oneOf("status", BATCH_VIEWS),
    locationId: address.id<LocationId>("location"),
    search: address.text("q"),
    after: address.id("after"),
    before: address.id("before"),
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeBatchFilter = ({ status, locationId, search }: BatchFilter): Record<string, string> =>
  writeAddress({ status, location: locationId, q: search });

/** The filter of an address in the spelling of `writeBatchFilter`. */
export const tidyBatchFilter = (given: URLSearchParams): Record<string, string> =>
  writeBatchFilter(readBatchFilter(given));
