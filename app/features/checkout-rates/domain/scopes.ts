/**
 * Optional scopes, asked for when a merchant wants rates at checkout: to make our carrier service, and to see it (Shopify asks `read_markets` of whoever
 * reads one).
 */
export const SCOPES_FOR_RATES = ["write_shipping", "read_markets"] as const;

/**
 * Whether a shop of this plan may have rates of third parties at checkout, by its public name. `maybe`: only if it is paid by the year, or the feature was
 * bought: Shopify says so when it is asked. https://shopify.dev/docs/api/admin-graphql/latest/objects/DeliveryCarrierService
 */
export function planAllows(plan: string): "yes" | "maybe" {
  return /advanced|plus|development|developer|partner/i.test(plan) ? "yes" : "maybe";
}
