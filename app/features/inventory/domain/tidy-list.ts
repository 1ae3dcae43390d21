import { readColumns, writeColumns } from "./columns.ts";
import { readFilter, writeFilter } from "./list-filter.ts";

/** What of an address belongs to the list: filters, search, sorting and columns, in one spelling. Not the page, and nothing of Shopify's. */
export const tidyList = (given: URLSearchParams): Record<string, string> => ({
  ...writeFilter(readFilter(given)),
  ...writeColumns(readColumns(given)),
});
