/**
 * What is read when a shop installs us, in this order: an order means nothing without its items, and a fulfillment order nothing without its
 * order. `shop` is currency, time zone, plan and scopes; it is read again whenever Shopify says that they changed.
 */
export const IMPORT_KINDS = ["shop", "locations", "items", "orders", "fulfillment_orders"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Kinds that come as one file from a bulk operation; the others are a few pages. */
export const BULK_KINDS = ["items", "orders", "fulfillment_orders"] as const satisfies readonly ImportKind[];
export type BulkKind = (typeof BULK_KINDS)[number];

export const IMPORT_STATUSES = ["waiting", "asked", "loading", "done", "failed"] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** read_orders opens the orders of the last 60 days and no more. */
export const ORDER_DAYS = 60;

/** A bulk operation that failed is asked for again; after this many attempts a person must look. */
export const MOST_ATTEMPTS = 6;

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How long to leave Shopify alone after the nth failure of one import: 30 s, 1, 2, 4 … at most 15 minutes. */
export function waitAfter(attempts: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1));
}

/** When an import may be tried again, or undefined when it will not be by itself. */
export function tryAgainAt(attempts: number, failedAt: Date): Date | undefined {
  return attempts >= MOST_ATTEMPTS ? undefined : new Date(failedAt.getTime() + waitAfter(attempts));
}

/** The `query` argument of the bulk queries that take one. */
export function bulkFilter(kind: BulkKind, now: Date): string | undefined {
  const since = new Date(now.getTime() - ORDER_DAYS * 86_400_000).toISOString();
  switch (kind) {
    case "items":
      return undefined;
    case "orders":
      return `created_at:>='${since}'`;
    case "fulfillment_orders":
      // There is no created_at filter here. One untouched for 60 days belongs to an order that we may not see.
      return `updated_at:>='${since}'`;
  }
}
