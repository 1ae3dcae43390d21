/**
 * Why a level changed:
 * - `sold`, `shipped`, `moved`, `released`, `restocked`: an order's documents say so (fulfillment orders, refunds). `released`: units of a cancelled or
 *   edited order that went back to available.
 * - `ours`: our own write, by the document that wanted it (count, feed, buffer …).
 * - `transferred`: a transfer or its shipment in Shopify.
 * - `outside`: no document we can see explains it. Shopify does not say who it was, and we do not guess.
 */
export const CAUSES = ["sold", "shipped", "moved", "released", "restocked", "ours", "transferred", "outside"] as const;
export type Cause = (typeof CAUSES)[number];
