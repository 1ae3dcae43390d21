/** How the app gets into a shop and out again, and what it may do there. */
import type { Clock } from "../clock.ts";
import type { AppInstaller } from "../faces/context.ts";
import { cancelPlan } from "../state/app-subscriptions.ts";
import type { Digits } from "../state/ids.ts";
import { defineMetafield } from "../state/metafields.ts";
import type { Installation, Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import type { AppConfiguration } from "../webhooks/subscriptions.ts";
import { mintSessionToken } from "./session-token.ts";
import type { TokenStore } from "./tokens.ts";

export interface Installer extends AppInstaller {
  idToken(shop: Shop, options?: { userId?: string; ttl?: number }): string;
  /** What Shopify sends 48 hours after uninstalling. */
  redactShop(shop: Shop): void;
  requestCustomerData(shop: Shop, customerId: Digits): void;
  redactCustomer(shop: Shop, customerId: Digits): void;
}

/** Installing grants every required scope of the configuration; optional ones are granted one by one. */
export function createInstaller(options: {
  world: World;
  tokens: TokenStore;
  configuration: AppConfiguration;
  clock: Clock;
}): Installer {
  const { world, tokens, configuration, clock } = options;
  const installed = (shop: Shop): Installation => {
    if (shop.installation === null) throw new Error(`the app is not installed in ${shop.domain}`);
    return shop.installation;
  };
  const changeScopes = (shop: Shop, change: (scopes: Set<string>) => void) => {
    const { scopes } = installed(shop);
    const previous = [...scopes].sort();
    change(scopes);
    const current = [...scopes].sort();
    if (current.join() !== previous.join()) world.emit(shop, { topic: "app/scopes_update", previous, current });
  };
  const ordersOf = (shop: Shop, customerId: Digits) =>
    [...shop.orders.values()].filter((order) => order.customerId === customerId).map((order) => order.id);
  return {
    scopes: (shop) => ({
      granted: [...(shop.installation?.scopes ?? [])].sort(),
      required: [...configuration.scopes],
      optional: [...configuration.optionalScopes],
    }),
    install(shop) {
      shop.installation ??= {
        type: "AppInstallation",
        id: world.nextId("Other"),
        installedAt: world.clock.now(),
        scopes: new Set(configuration.scopes),
        optionalScopes: new Set(configuration.optionalScopes),
      };
      for (const { key, type, name, access } of configuration.orderMetafields) {
        const definition = { ownerType: "ORDER", namespace: "$app", key, name, type, description: null };
        // A definition from an earlier installation stays as it is.
        defineMetafield(world, shop, { ...definition, access: { ...access, storefront: null } });
      }
    },
    uninstall(shop) {
      installed(shop);
      tokens.revokeAll(shop);
      shop.installation = null;
      cancelPlan(world, shop);
      world.emit(shop, { topic: "app/uninstalled" });
      shop.webhookSubscriptions.clear();
      shop.carrierServices.clear();
    },
    grant(shop, scopes) {
      const unknown = scopes.find((scope) => !configuration.optionalScopes.includes(scope));
      if (unknown !== undefined) throw new Error(`${unknown} is not among the app's optional scopes`);
      changeScopes(shop, (granted) => {
        for (const scope of scopes) granted.add(scope);
      });
    },
    revoke(shop, scopes) {
      const required = scopes.find((scope) => configuration.scopes.includes(scope));
      if (required !== undefined) throw new Error(`${required} is required and can't be revoked`);
      changeScopes(shop, (granted) => {
        for (const scope of scopes) granted.delete(scope);
      });
    },
    idToken: (shop, given = {}) => mintSessionToken(world.app, clock, shop.domain, { userId: shop.signedIn, ...given }),
    redactShop(shop) {
      world.emit(shop, { topic: "shop/redact" });
    },
    requestCustomerData(shop, customerId) {
      world.emit(shop, {
        topic: "customers/data_request",
        customerId,
        orderIds: ordersOf(shop, customerId),
        requestId: world.nextId("Other"),
      });
    },
    redactCustomer(shop, customerId) {
      world.emit(shop, { topic: "customers/redact", customerId, orderIds: ordersOf(shop, customerId) });
    },
  };
}
