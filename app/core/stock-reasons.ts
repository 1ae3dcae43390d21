/** Shopify's documented reasons for a change of stock that are ours to use; the usual one of a person first. */
export const STOCK_REASONS = [
  "correction",
  "cycle_count_available",
  "received",
  "restock",
  "damaged",
  "shrinkage",
  "quality_control",
  "safety_stock",
  "other",
] as const;
export type StockReason = (typeof STOCK_REASONS)[number];
