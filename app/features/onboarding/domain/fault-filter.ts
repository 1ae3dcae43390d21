import { readAddress, sortText } from "../../../core/address.ts";
import { readId } from "../../../core/ids.ts";
import { readMoment } from "../../../core/moment.ts";
import type { FaultKind } from "./checks.ts";

/** By name, by SKU, by when it was found. */
export const FAULT_SORTS = ["name", "sku", "found"] as const;
export type FaultSort = (typeof FAULT_SORTS)[number];

/** Items that share a SKU stand beside each other. */
export const usualFaultSort = (kind: FaultKind): FaultSort => (kind === "sharedSku" ? "sku" : "name");

/** Which faulty things a list shows. Lives in the address. */
export interface FaultFilter {
  /** Beginning of a name or a SKU. */
  readonly search: string;
  readonly vendor: string;
  readonly sort: FaultSort;
  readonly descending: boolean;
}

/** The row a page begins after, or ends before: the sorted value, and the thing, which makes it unique. */
export interface FaultPlace {
  readonly side: "after" | "before";
  readonly value: string;
  readonly id: string;
}

const MAX_VENDOR = 255;

/** Reads a filter from an address; what it does not know counts as not given. `usual`: the sorting of this list. */
export function readFaultFilter(parameters: URLSearchParams, usual: FaultSort = "name"): FaultFilter {
  const address = readAddress(parameters);
  const [column, direction] = address.sort(FAULT_SORTS);
  return {
    search: address.text("q"),
    vendor: address.text("vendor", MAX_VENDOR),
    sort: column ?? usual,
    descending: direction === "desc",
  };
}

/** The filter as the parameters of an address. Inverse of `readFaultFilter`. */
export function writeFaultFilter(
  { search, vendor, sort, descending }: FaultFilter,
  usual: FaultSort = "name",
): Record<string, string> {
  return {
    ...(search === "" ? {} : { q: search }),
    ...(vendor === "" ? {} : { vendor }),
    ...(sort === usual && !descending ? {} : { sort: sortText(sort, descending) }),
  };
}

/** Reads the place in a list of this sorting; null for the first page and for anything else. */
export function readFaultPlace(parameters: URLSearchParams, { sort }: FaultFilter): FaultPlace | null {
  const side = parameters.has("after") ? "after" : "before";
  const [, id, value = ""] = /^(\d{1,19})_([^\0]*)$/.exec(parameters.get(side) ?? "") ?? [];
  const at = sort === "found" ? readMoment(value)?.toISOString() : value;
  return id === undefined || readId(id) === undefined || at === undefined ? null : { side, value: at, id };
}
