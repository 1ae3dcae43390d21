/**
 * What a staff member must be allowed in Shopify before Entrega does it on their behalf. Effects run with the shop's own token, which may
 * do everything we were granted, so this is the only place where a person's own permissions count (Shopify: "fulfill_and_ship_orders"
 * and "customers" appear in `associated_user_scope` as the scopes below).
 */
const NEEDED = {
  ship: "write_merchant_managed_fulfillment_orders",
  release: "write_merchant_managed_fulfillment_orders",
  decide: "write_merchant_managed_fulfillment_orders",
  configure: "write_merchant_managed_fulfillment_orders",
  changeStock: "write_inventory",
  seeCustomer: "read_customers",
} as const;

export type Permission = keyof typeof NEEDED;

/** May somebody with these scopes do that? */
export function may(userScopes: ReadonlySet<string>, permission: Permission): boolean {
  return userScopes.has(NEEDED[permission]);
}
