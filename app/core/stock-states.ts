/** Shopify's quantity states of a level that are stored; on_hand is the sum of all of them but incoming. https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps */
export const LEDGER_STATES = [
  "available",
  "committed",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** All eight, as columns of the mirror. */
export const STATES = ["on_hand", ...LEDGER_STATES] as const;
export type StockState = (typeof STATES)[number];

/** Units by state; a state that is not named did not change. */
export type Units = Readonly<Partial<Record<LedgerState, number>>>;

/** The greatest number that Shopify takes for a quantity that is set. */
export const MOST_UNITS = 1_000_000_000;

/** By how much on_hand changes with these. */
export function onHandOf(units: Units): number {
  return LEDGER_STATES.reduce((sum, state) => (state === "incoming" ? sum : sum + (units[state] ?? 0)), 0);
}
