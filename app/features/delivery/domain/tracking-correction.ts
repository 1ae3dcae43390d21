/** What Shopify shows of a fulfilment's tracking. */
export interface ShownTracking {
  readonly number: string | null;
  readonly url: string | null;
}

/**
 * Is Shopify's page silent or incomplete about a parcel's number? Only then it is corrected: a number that somebody else put there stays, so two apps never
 * write against each other.
 */
export function lacksTracking(
  shown: readonly ShownTracking[],
  parcel: { readonly number: string; readonly url: string | null },
): boolean {
  const [only, ...others] = shown;
  if (only === undefined) return true;
  return others.length === 0 && only.number === parcel.number && only.url === null && parcel.url !== null;
}
