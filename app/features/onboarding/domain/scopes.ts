/** What Entrega asks every shop for; a test compares it with shopify.app.toml. What only some merchants want is asked for where they turn it on. */
export const WANTED_SCOPES = [
  "read_orders",
  "write_orders",
  "read_products",
  "read_inventory",
  "write_inventory",
  "read_locations",
  "read_fulfillments",
  "write_fulfillments",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "write_third_party_fulfillment_orders",
  "read_returns",
  "write_returns",
  "read_customers",
  "read_shipping",
  "customer_read_orders",
  "customer_write_orders",
  "write_app_proxy",
] as const;

/** Scopes that are wanted and not granted. Who may write may read. */
export function missingScopes(granted: readonly string[]): string[] {
  const has = new Set([...granted, ...granted.map((scope) => scope.replace(/(^|_)write_/, "$1read_"))]);
  return WANTED_SCOPES.filter((scope) => !has.has(scope));
}
