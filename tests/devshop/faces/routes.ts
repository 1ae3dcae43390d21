/** All faces of the dev shop as one list of routes, for the dev shop's server. */
import { customerAccountRoutes } from "../customer-account/routes.ts";
import { adminRoutes } from "./admin-routes.ts";
import { assetRoutes } from "./assets.ts";
import { findShop, statusPageUrl, type FacesContext } from "./context.ts";
import { extensionRoutes } from "./extensions.ts";
import type { Route } from "./http.ts";
import { storefrontRoutes } from "./storefront-routes.ts";

/** Admin page, App Bridge, storefront, order pages, extensions, Customer Account API. */
export function facesRoutes(context: FacesContext): Route[] {
  return [
    assetRoutes(),
    extensionRoutes(context.extensionsFolder),
    customerAccountRoutes({
      world: context.world,
      grants: context.grants,
      findShop: (part) => findShop(context.world, part),
      statusPageUrl: (shop, order) => statusPageUrl(context, shop, order),
    }),
    adminRoutes(context),
    storefrontRoutes(context),
  ];
}
