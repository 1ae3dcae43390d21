import { readAddress } from "../../../core/address.ts";
import type { LocationId } from "../../../core/ids.ts";

/** Which changes nothing explains are shown: those nobody has looked at yet, those somebody has, or all. */
export const LOOKED_AT = ["open", "done", "all"] as const;

/** Lives in the address of the inbox. */
export interface InboxFilter {
  readonly show: (typeof LOOKED_AT)[number];
  readonly location: LocationId | null;
  /** Of at least this many units, up or down. */
  readonly least: number;
  /** The page begins after the entry of this number: older ones follow. */
  readonly after: string | null;
}

/** Sizes to choose from. */
export const LEASTS = [1, 5, 10, 50, 100] as const;

/** Reads the filter from an address; what it does not know counts as not given. */
export function readInboxFilter(parameters: URLSearchParams): InboxFilter {
  const address = readAddress(parameters);
  return {
    show: address.oneOf("show", LOOKED_AT) ?? "open",
    location: address.id<LocationId>("location"),
    least: LEASTS.find((each) => String(each) === parameters.get("least")) ?? 1,
    after: address.id("after"),
  };
}

/** The filter as the parameters of an address, without the page. */
export function writeInboxFilter({ show, location, least }: Omit<InboxFilter, "after">): Record<string, string> {
  return {
    ...(show === "open" ? {} : { show }),
    ...(location === null ? {} : { location }),
    ...(least === 1 ? {} : { least: String(least) }),
  };
}
