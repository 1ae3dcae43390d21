/** Pages: Shopify's connections, their limits and cursors. A page is remembered by key, so it survives changes behind it. */
import { compareIds } from "../state/mirror-view.ts";
import { badRequest } from "./context.ts";

export const LARGEST_PAGE = 250;
/** Pagination stops here; bulk operations are for more. */
const DEEPEST_OBJECT = 25_000;

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** What a list is sorted by; ids break ties. */
export interface SortKey {
  /** Text that sorts as the value does: an id's digits, an ISO date, a name. */
  readonly value: string;
  readonly id: string;
}

export class Connection<T> {
  readonly nodes: readonly T[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  constructor(nodes: readonly T[], cursors: readonly string[], hasNextPage: boolean, hasPreviousPage: boolean) {
    this.nodes = nodes;
    this.cursors = cursors;
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
  }
}

/** Sorts by key and cuts out the page. Throws BAD_REQUEST for a bad cursor, and beyond the 25,000th object. */
export function page<T>(items: Iterable<T>, args: PageArgs, key: (item: T) => SortKey): Connection<T> {
  const direction = args.reverse === true ? -1 : 1;
  const sorted = [...items]
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => direction * compareKeys(a.key, b.key));
  const after = args.after == null ? null : readCursor(args.after);
  const before = args.before == null ? null : readCursor(args.before);
  const from = after === null ? 0 : sorted.filter(({ key: k }) => direction * compareKeys(k, after) <= 0).length;
  const to =
    before === null
      ? sorted.length
      : sorted.length - sorted.filter(({ key: k }) => direction * compareKeys(k, before) >= 0).length;
  const start = args.last != null && args.first == null ? Math.max(from, to - args.last) : from;
  const end = args.first == null ? to : Math.min(to, from + args.first);
  if (start >= DEEPEST_OBJECT) throw badRequest("Pagination is limited to 25,000 objects. Use a bulk operation.");
  const cut = sorted.slice(start, end);
  return new Connection(
    cut.map(({ item }) => item),
    cut.map(({ key: k }) => Buffer.from(JSON.stringify(k)).toString("base64url")),
    end < sorted.length,
    start > 0,
  );
}

/** A page of objects with ids, by id. */
export function pageById<T extends { id: string }>(items: Iterable<T>, args: PageArgs): Connection<T> {
  return page(items, args, ({ id }) => ({ value: id, id }));
}

function compareKeys(a: SortKey, b: SortKey): number {
  const digits = /^\d+$/;
  const values =
    digits.test(a.value) && digits.test(b.value)
      ? compareIds(a.value, b.value)
      : a.value < b.value
        ? -1
        : a.value > b.value
          ? 1
          : 0;
  return values || compareIds(a.id, b.id);
}

function readCursor(cursor: string): SortKey {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (typeof key === "object" && key !== null && "value" in key && "id" in key)
      return { value: String(key.value), id: String(key.id) };
  } catch {
    // Not one of ours: refused below, as Shopify refuses it.
  }
  throw badRequest(`Invalid cursor for current pagination sort.`);
}
