import { shopifyLibraries } from "../../platform/shopify-libraries.server.ts";

const DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * The shop of a request that Shopify's app proxy handed on: signed with the app's secret, not older than 90 seconds. Undefined for anything else. The
 * visitor may write any parameter into the address, but not the signed ones: a shop is only believed when the signature covers it.
 */
export async function proxiedShop(parameters: URLSearchParams): Promise<string | undefined> {
  for (const { utils } of shopifyLibraries) {
    // It throws for what is missing, old or twice there.
    if (!(await utils.validateHmac(parameters, { signator: "appProxy" }).catch(() => false))) continue;
    const shop = parameters.get("shop") ?? "";
    return DOMAIN.test(shop) ? shop : undefined;
  }
  return undefined;
}
