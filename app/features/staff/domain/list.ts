import { readAddress, sortText } from "../../../core/address.ts";
import { ROLES, type Role } from "../../../core/permissions.ts";

export const STAFF_SORTS = ["name", "seen", "first"] as const;
type StaffSort = (typeof STAFF_SORTS)[number];

/** What of the shop's people is shown. Lives in the address. */
export interface StaffFilter {
  readonly role: Role | null;
  /** The beginning of a word of the name, or of the e-mail address. */
  readonly search: string;
  readonly sort: StaffSort;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readStaffFilter(parameters: URLSearchParams): StaffFilter {
  const address = readAddress(parameters);
  const [column, direction] = address.sort(STAFF_SORTS);
  const sort = column ?? "seen";
  return {
    role: address.oneOf("role", ROLES),
    search: address.text("q"),
    sort,
    descending: direction === null ? sort === "seen" : direction === "desc",
    page: address.page(),
  };
}

/** The filter as the parameters of an address, without its page. */
export const writeStaffFilter = ({ role, search, sort, descending }: StaffFilter): Record<string, string> => ({
  ...(role === null ? {} : { role }),
  ...(search === "" ? {} : { q: search }),
  ...(sort === "seen" && descending ? {} : { sort: sortText(sort, descending) }),
});

/** Somebody as a list sorts and finds them. Times are ISO 8601. */
export interface Listed {
  readonly userId: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

const PAGE_SIZE = 25;

interface StaffPage<Row> {
  readonly rows: readonly Row[];
  /** The neighbouring pages; null: there is none. */
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * One page of people. Names are sealed, so no database sorts by them: a shop has few enough people to do it here. Without a name somebody stands last.
 */
export function pageOfStaff<Row extends Listed>(all: readonly Row[], filter: StaffFilter): StaffPage<Row> {
  const found = foundStaff(all, filter);
  const last = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(filter.page, last);
  return {
    rows: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    before: page > 1 ? page - 1 : null,
    after: page < last ? page + 1 : null,
  };
}

/** Everybody of the filter, in its order. */
export const foundStaff = <Row extends Listed>(all: readonly Row[], filter: StaffFilter): Row[] =>
  all
    .filter(({ role }) => filter.role === null || role === filter.role)
    .filter((row) => isFound(row, filter.search))
    .toSorted((a, b) => compare(a, b, filter));

/** Without accents and capitals, as people search. */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

function isFound({ name, email }: Listed, search: string): boolean {
  const wanted = plain(search);
  return [plain(name), ...plain(name).split(/\s+/), plain(email)].some((word) => word.startsWith(wanted));
}

function compare(a: Listed, b: Listed, { sort, descending }: StaffFilter): number {
  const way = descending ? -1 : 1;
  const first =
    sort === "name"
      ? Number(a.name === "") - Number(b.name === "") || way * plain(a.name).localeCompare(plain(b.name))
      : way * (sort === "seen" ? a.lastSeenAt.localeCompare(b.lastSeenAt) : a.firstSeenAt.localeCompare(b.firstSeenAt));
  return first || way * (Number(a.userId) - Number(b.userId));
}
