import { readId, type LocationId } from "../../../core/ids.ts";

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
  return {
    status: STATUSES.find((status) => status === parameters.get("status")) ?? null,
    locationId: readId<LocationId>(parameters.get("location")) ?? null,
    search: (parameters.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 100),
    after: readId(parameters.get("after")) ?? null,
    before: readId(parameters.get("before")) ?? null,
  };
}

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
  const look = LINE_LOOKS.find((each) => each === parameters.get("look"));
  if (look === undefined && !parameters.has("q")) return null;
  return {
    look: look ?? "all",
    search: (parameters.get("q") ?? "").replaceAll("\0", "").trim().slice(0, 100),
    after: before === null ? placeIn(parameters.get("after")) : null,
    before,
  };
}
