/** Optional scopes: asked for when a merchant wants transfers. Without these nothing of a transfer and of what was received of it can be seen. */
export const SCOPES_TO_EXPLAIN = [
  "read_inventory_transfers",
  "read_inventory_shipments",
  "read_inventory_shipments_received_items",
] as const;

/** What the pages need on top, asked for together. */
export const SCOPES_TO_MOVE = [
  ...SCOPES_TO_EXPLAIN,
  "write_inventory_transfers",
  "write_inventory_shipments",
  "write_inventory_shipments_received_items",
] as const;
