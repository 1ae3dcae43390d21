import { readAddress, writeAddress } from "../../../core/address.ts";
import type { LocationId, TransferId } from "../../../core/ids.ts";
import { TRANSFER_STATUSES, type TransferStatus } from "./transfer.ts";

/** Which transfers a list shows; lives in its address. */
export interface TransferFilter {
  readonly status: TransferStatus | null;
  readonly from: LocationId | null;
  readonly to: LocationId | null;
  /** Part of the transfer's name, or of the title or SKU of an item in it. */
  readonly search: string;
  /** The oldest first. */
  readonly oldest: boolean;
  /** The page begins behind this transfer, or ends before it; at most one of the two. */
  readonly after: TransferId | null;
  readonly before: TransferId | null;
}

/** Reads a list's address; what it does not know counts as not given. */
export function readTransferFilter(parameters: URLSearchParams): TransferFilter {
  const address = readAddress(parameters);
  const before = address.id<TransferId>("before");
  return {
    status: address.oneOf("status", TRANSFER_STATUSES),
    from: address.id<LocationId>("from"),
    to: address.id<LocationId>("to"),
    search: address.text("q"),
    oldest: address.sort(["made"])[1] === "asc",
    after: before === null ? address.id<TransferId>("after") : null,
    before,
  };
}

/** The filter as the parameters of an address, without the page. */
export const writeTransferFilter = ({ status, from, to, search, oldest }: TransferFilter): Record<string, string> =>
  writeAddress({ status, from, to, q: search, sort: oldest ? "made.asc" : null });

/** The filter of an address in the spelling of `writeTransferFilter`. */
export const tidyTransferFilter = (given: URLSearchParams): Record<string, string> =>
  writeTransferFilter(readTransferFilter(given));
