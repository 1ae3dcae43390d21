/** The whole dev shop on one port: Shopify's core, its faces and the stand-in carrier. What the demo and the tests start. */
import { openCarrier, type Carrier } from "./carrier/carrier.ts";
import { carrierRoutes } from "./carrier/routes.ts";
import { grantSeal } from "./customer-account/grant.ts";
import { facesRoutes } from "./faces/routes.ts";
import type { FacesContext } from "./faces/context.ts";
import { startDevShop, type DevShop, type DevShopOptions } from "./server.ts";

export interface WholeDevShop {
  readonly devshop: DevShop;
  readonly carrier: Carrier;
}

export interface WholeOptions extends Omit<DevShopOptions, "routes"> {
  /** What the app must say to the carrier. */
  readonly carrierKey: string;
  /** Decides the fate of each parcel. */
  readonly carrierSeed: string;
  readonly extensionSettings?: FacesContext["extensionSettings"];
}

export async function startWholeDevShop({
  carrierKey,
  carrierSeed,
  extensionSettings,
  ...options
}: WholeOptions): Promise<WholeDevShop> {
  let origin = "";
  const carrier = openCarrier({ clock: options.clock, publicUrl: () => origin, seed: carrierSeed });
  const devshop = await startDevShop({
    ...options,
    routes: (running) => [
      carrierRoutes(carrier, { apiKey: carrierKey, seed: carrierSeed }),
      ...facesRoutes({
        world: running.world,
        installer: running.installer,
        publicUrl: () => running.url,
        appHome: "/app",
        extensionsFolder: "extensions",
        extensionSettings: extensionSettings ?? {},
        grants: grantSeal(options.app.apiSecret),
      }),
    ],
  });
  origin = devshop.url;
  return { devshop, carrier };
}
