/** What the faces need of the rest of the dev shop. */
import type { GrantSeal } from "../customer-account/grant.ts";
import type { Order } from "../state/orders.ts";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";

/** The app's access scopes in one shop, as App Bridge's `scopes.query()` answers them. */
export interface ScopesDetail {
  granted: string[];
  required: string[];
  optional: string[];
}

/** How the app gets in and out of a shop. */
export interface AppInstaller {
  /** Scopes the app asks for at install time, and those it may ask for later. */
  scopes(shop: Shop): ScopesDetail;
  install(shop: Shop): void;
  uninstall(shop: Shop): void;
  /** Grants optional scopes. Throws when one is not declared. */
  grant(shop: Shop, scopes: readonly string[]): void;
  /** Takes optional scopes away. Throws when one is required. */
  revoke(shop: Shop, scopes: readonly string[]): void;
  /** A session token for a member of the shop's staff: HS256 with the app's secret, one minute of the machine's time. */
  idToken(shop: Shop): string;
}

export interface FacesContext {
  world: World;
  installer: AppInstaller;
  /** Where this dev shop is reached, without a slash at the end. */
  publicUrl(): string;
  /** Path of the app that Shopify opens first. */
  appHome: string;
  /** Folder with one folder per extension, each with shopify.extension.toml, locales/ and dist/. */
  extensionsFolder: string;
  /** What the merchant set in the checkout editor, by the extension's handle. */
  extensionSettings: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;
  grants: GrantSeal;
  /** Asks the Admin API with the rights of a staff member, as an extension's `query` does; `body` is a GraphQL request. */
  askAdminApi(shop: Shop, body: string): Promise<object>;
}

/** `dev-one` of `dev-one.myshopify.com`. */
export function handleOf(shop: Shop): string {
  return shop.domain.replace(/\.myshopify\.com$/, "");
}

/** The shop of a URL's shop part: its handle or its whole domain. */
export function findShop(world: World, part: string): Shop | undefined {
  return world.shops.get(part) ?? world.shops.get(`${part}.myshopify.com`);
}

/** The order status page of an order, as `statusPageUrl` gives it. */
export function statusPageUrl(context: FacesContext, shop: Shop, order: Order): string {
  return `${context.publicUrl()}/storefront/${handleOf(shop)}/orders/${order.id}?key=${order.statusToken}`;
}
