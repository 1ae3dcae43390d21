import { readColumns, writeColumns } from "./columns.ts";
import { readFilter, writeFilter } from "./list-filter.ts";

const LONGEST_NAME = 40;

/** What of an address belongs to a view: filters, search, sorting and columns, in one spelling. Not the page, and nothing of Shopify's. */
export function viewQuery(parameters: URLSearchParams): string {
  return new URLSearchParams({
    ...writeFilter(readFilter(parameters)),
    ...writeColumns(readColumns(parameters)),
  }).toString();
}

/** The name of a view; undefined for one that is empty or too long (40 characters). */
export function viewName(text: string): string | undefined {
  const name = text.replaceAll("\0", " ").replace(/\s+/g, " ").trim();
  return name === "" || name.length > LONGEST_NAME ? undefined : name;
}
