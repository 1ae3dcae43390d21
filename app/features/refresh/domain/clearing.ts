/** A mark as it was taken, before the read began. */
export interface TakenMark {
  readonly objectId: string;
  readonly part: string;
  readonly version: string;
  readonly hintedAt: Date | null;
  readonly available: number | null;
  readonly tries: number;
}

/** A read may be older than the webhook that asked for it (integrators report up to 30 s): tried again after these. */
const STALE_WAITS_MS = [2_000, 10_000, 60_000] as const;

export type Clearing =
  { readonly clear: true; readonly gaveUp: boolean } | { readonly clear: false; readonly waitMs: number };

/**
 * May this mark be cleared after a read that showed `updatedAt` (null: the object is not there)? It stays while the read is older than the body
 * that made the mark; a body with a time is about an object that was there, so a read without it is older, too (or it was deleted since: then
 * the tries run out). After three tries reconcile is trusted to find what is missing. Shopify's `updatedAt` has whole seconds.
 */
export function clearing(mark: Pick<TakenMark, "hintedAt" | "tries">, updatedAt: Date | null): Clearing {
  const stale =
    mark.hintedAt !== null &&
    (updatedAt === null || Math.floor(mark.hintedAt.getTime() / 1000) > Math.floor(updatedAt.getTime() / 1000));
  if (!stale) return { clear: true, gaveUp: false };
  const waitMs = STALE_WAITS_MS[mark.tries];
  return waitMs === undefined ? { clear: true, gaveUp: true } : { clear: false, waitMs };
}
