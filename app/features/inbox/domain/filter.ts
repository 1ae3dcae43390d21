import { readAddress, sortText } from "../../../core/address.ts";
import { readMoment } from "../../../core/moment.ts";
import { INBOX_AREAS, INBOX_KINDS, type InboxArea, type InboxKind } from "../../../core/inbox.ts";

const KINDS = Object.keys(INBOX_KINDS) as InboxKind[];

/** By what has to be done first, or by what has been open longest. */
export const INBOX_SORTS = ["deadline", "since"] as const;
export type InboxSort = (typeof INBOX_SORTS)[number];

/** Who has it: the reader, nobody, somebody else. */
export const OWNERS = ["me", "nobody", "other"] as const;
/** Past its deadline, or within a day of it. */
export const DUES = ["over", "today"] as const;

/** What of the inbox is shown. Lives in the address. */
export interface InboxFilter {
  /** Those the reader sees; not in the address. */
  readonly areas: readonly InboxArea[];
  readonly area: InboxArea | null;
  readonly kind: InboxKind | null;
  readonly owner: (typeof OWNERS)[number] | null;
  readonly due: (typeof DUES)[number] | null;
  /** What somebody let rest, instead of what is open. */
  readonly resting: boolean;
  /** Only what the reader has not looked at yet. */
  readonly fresh: boolean;
  /** The beginning of a name. */
  readonly search: string;
  readonly sort: InboxSort;
  readonly descending: boolean;
}

/** The row a page begins after, or ends before: what it is sorted by (ISO 8601 or `infinity`), since when it is open, and what makes it unique. */
export interface InboxPlace {
  readonly side: "after" | "before";
  readonly value: string;
  readonly since: string;
  readonly kind: InboxKind;
  readonly ref: string;
}

/** Kinds of an area, or of all that the reader sees, for the filter beside the tabs. */
export const kindsOf = (area: InboxArea | null, areas: readonly InboxArea[] = INBOX_AREAS): InboxKind[] =>
  KINDS.filter((kind) => areas.includes(INBOX_KINDS[kind]) && (area === null || INBOX_KINDS[kind] === area));

/** Reads a filter from an address; what it does not know, or the reader does not see, counts as not given. */
export function readInboxFilter(parameters: URLSearchParams, areas: readonly InboxArea[] = INBOX_AREAS): InboxFilter {
  const address = readAddress(parameters);
  const [column, direction] = address.sort(INBOX_SORTS);
  const area = address.oneOf("area", areas);
  return {
    areas,
    area,
    kind: address.oneOf("kind", kindsOf(area, areas)),
    owner: address.oneOf("owner", OWNERS),
    due: address.oneOf("due", DUES),
    resting: address.oneOf("show", ["resting"]) !== null,
    fresh: address.oneOf("new", ["yes"]) !== null,
    search: address.text("q"),
    sort: column ?? "deadline",
    descending: direction === "desc",
  };
}

/** The filter as the parameters of an address. Inverse of `readInboxFilter`. */
export function writeInboxFilter(filter: InboxFilter): Record<string, string> {
  const { areas: _areas, resting, fresh, search, sort, descending, ...chosen } = filter;
  return {
    ...Object.fromEntries(Object.entries(chosen).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
    ...(resting ? { show: "resting" } : {}),
    ...(fresh ? { new: "yes" } : {}),
    ...(search === "" ? {} : { q: search }),
    ...(sort === "deadline" && !descending ? {} : { sort: sortText(sort, descending) }),
  };
}

/** Reads the place in the list; null for the first page and for anything else. */
export function readInboxPlace(parameters: URLSearchParams): InboxPlace | null {
  const side = parameters.has("after") ? "after" : "before";
  const place = /^([^_\0]+)_([^_\0]+)_([A-Za-z]+)_([^\0]+)$/.exec(parameters.get(side) ?? "");
  const [, value = "", open, name, ref = ""] = place ?? [];
  const kind = KINDS.find((each) => each === name);
  const at = value === "infinity" ? value : readMoment(value)?.toISOString();
  const since = readMoment(open)?.toISOString();
  return kind && at && since ? { side, value: at, since, kind, ref } : null;
}

/** The place of a row, as the value of `after` or `before`. */
export const writeInboxPlace = ({ value, since, kind, ref }: Omit<InboxPlace, "side">): string =>
  `${value}_${since}_${kind}_${ref}`;

/** Of two things that are due at the same time, or never, the kind that stands first in INBOX_KINDS comes first: shoppers wait for orders, nobody for a SKU. */
export const rankOf = (kind: InboxKind): number => KINDS.indexOf(kind);
