/** Moments as the Admin API shows them. */

/** Shopify's dates have whole seconds: `2026-11-21T21:04:05Z`. */
export function inSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, "Z");
}
