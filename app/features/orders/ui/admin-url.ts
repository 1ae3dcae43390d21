/** The order in Shopify's own admin. */
export function adminUrl(domain: string, orderId: string): string {
  return `https://admin.shopify.com/store/${domain.replace(".myshopify.com", "")}/orders/${orderId}`;
}
