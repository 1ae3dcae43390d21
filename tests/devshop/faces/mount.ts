/** The faces and the carrier of a running dev shop, as `startDevShop`'s option `routes` takes them. */
import { randomBytes } from "node:crypto";
import { HOST_HEADER } from "../admin-api/http.ts";
import { API_VERSION } from "../admin-api/schema.ts";
import { openCarrier, type Carrier } from "../carrier/carrier.ts";
import { fakeEasyPost, type FakeEasyPost } from "../carrier/easypost.ts";
import { carrierRoutes } from "../carrier/routes.ts";
import { fakeShippo, type FakeShippo } from "../carrier/shippo.ts";
import { grantSeal } from "../customer-account/grant.ts";
import type { DevShop } from "../server.ts";
import type { FacesContext } from "./context.ts";
import type { Route } from "./http.ts";
import { facesRoutes } from "./routes.ts";

export interface FacesOptions {
  /** Folder with one folder per extension, each with shopify.extension.toml, locales/ and dist/. */
  extensionsFolder: string;
  /** Every request to the carrier must carry `Authorization: Bearer <key>`; the stand-ins of EasyPost and Shippo take it too, in their ways. */
  carrierKey: string;
  /** Decides every parcel's journey, together with its reference. */
  carrierSeed?: string;
  /** Path of application_url, which Shopify opens first; "/" if not said. */
  appHome?: string;
  /** What the merchant set in the checkout editor, by the extension's handle. */
  extensionSettings?: FacesContext["extensionSettings"];
}

export interface MountedFaces {
  readonly routes: Route[];
  readonly carrier: Carrier;
  readonly easypost: FakeEasyPost;
  readonly shippo: FakeShippo;
}

/** `routes: (devshop) => mountFaces(devshop, …).routes`; the carriers are there for their numbers and knobs. */
export function mountFaces(devshop: DevShop, options: FacesOptions): MountedFaces {
  const seed = options.carrierSeed ?? "tramo";
  const publicUrl = () => devshop.url;
  const carrier = openCarrier({ clock: devshop.world.clock, publicUrl, seed });
  const clock = devshop.world.clock;
  const easypost = fakeEasyPost({ apiKey: options.carrierKey, clock, publicUrl });
  const shippo = fakeShippo({ apiToken: options.carrierKey, clock, publicUrl });
  const routes = facesRoutes({
    world: devshop.world,
    installer: devshop.installer,
    publicUrl,
    appHome: options.appHome ?? "/",
    extensionsFolder: options.extensionsFolder,
    extensionSettings: options.extensionSettings ?? {},
    grants: grantSeal(randomBytes(32).toString("hex")),
    askAdminApi: async (shop, body) => {
      const headers = {
        "content-type": "application/json",
        "x-shopify-access-token": devshop.tokens.issueOnline(shop).accessToken,
        [HOST_HEADER]: shop.domain,
      };
      const answer = await fetch(`${devshop.url}/admin/api/${API_VERSION}/graphql.json`, {
        method: "POST",
        headers,
        body,
      });
      return (await answer.json()) as object;
    },
  });
  const carriers = [carrierRoutes(carrier, { apiKey: options.carrierKey, seed }), easypost.route, shippo.route];
  return { routes: [...carriers, ...routes], carrier, easypost, shippo };
}
