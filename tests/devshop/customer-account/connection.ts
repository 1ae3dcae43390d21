/** Cursor paging as Shopify does it. */
import { GraphQLError } from "graphql";
import { notModelled } from "./not-modelled.ts";

type Args = Readonly<Record<string, unknown>>;

/** Most items in one page. */
const LARGEST_PAGE = 250;

/**
 * A connection over `items`. `sortKeys` names how each modelled `sortKey` compares two items (the field's default among
 * them); `view` makes a node. Errors as Shopify's: neither `first` nor `last`, both, or out of 1–250. Any other argument
 * than these is not modelled.
 */
export function connection<Item extends { readonly id: string }>(
  field: string,
  items: readonly Item[],
  args: Args,
  view: (item: Item) => unknown,
  sortKeys: Readonly<Record<string, (a: Item, b: Item) => number>> = {},
): unknown {
  const { first, last, after, before, reverse, sortKey, ...others } = args;
  const other = Object.keys(others)[0];
  if (other !== undefined) throw notModelled(`the argument ${other} of ${field}`);
  const size = pageSize(field, first, last);

  const compare = typeof sortKey === "string" ? sortKeys[sortKey] : undefined;
  if (typeof sortKey === "string" && compare === undefined) throw notModelled(`the sort key ${sortKey} of ${field}`);
  let sorted = compare === undefined ? [...items] : [...items].sort(compare);
  if (reverse === true) sorted = sorted.reverse();

  const start = after === undefined || after === null ? 0 : position(sorted, after) + 1;
  const end = before === undefined || before === null ? sorted.length : position(sorted, before);
  const window = sorted.slice(start, end);
  const forward = first !== undefined && first !== null;
  const page = forward ? window.slice(0, size) : window.slice(Math.max(0, window.length - size));
  const from = page[0] === undefined ? start : sorted.indexOf(page[0]);
  const edges = page.map((item) => ({ cursor: cursorOf(item), node: view(item) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: from + page.length < sorted.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function pageSize(field: string, first: unknown, last: unknown): number {
  const given = [first, last].filter((value): value is number => typeof value === "number");
  const [size] = given;
  if (size === undefined) throw new GraphQLError(`you must provide one of first or last (${field})`);
  if (given.length > 1) throw new GraphQLError(`providing both first and last is not supported (${field})`);
  if (size < 1 || size > LARGEST_PAGE) throw new GraphQLError(`first and last must be within 1-250 (${field})`);
  return size;
}

function cursorOf(item: { readonly id: string }): string {
  return Buffer.from(item.id).toString("base64url");
}

function position(items: readonly { readonly id: string }[], cursor: unknown): number {
  const id = Buffer.from(String(cursor), "base64url").toString();
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) throw new GraphQLError("Invalid cursor");
  return at;
}

/** Compares numeric ids, which are longer than a double can hold. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
