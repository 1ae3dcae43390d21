/** The whole dev shop on one port: Shopify's core, its faces and the stand-in carrier. What the demo and the tests start. */
import type { Carrier } from "./carrier/carrier.ts";
import { mountFaces, type FacesOptions } from "./faces/mount.ts";
import { startDevShop, type DevShop, type DevShopOptions } from "./server.ts";

export interface WholeDevShop {
  readonly devshop: DevShop;
  readonly carrier: Carrier;
}

export type WholeOptions = Omit<DevShopOptions, "routes"> & Omit<FacesOptions, "extensionsFolder" | "appHome">;

export async function startWholeDevShop(options: WholeOptions): Promise<WholeDevShop> {
  const mounted: { carrier?: Carrier } = {};
  const devshop = await startDevShop({
    ...options,
    routes: (running) => {
      const faces = mountFaces(running, { ...options, extensionsFolder: "extensions", appHome: "/app" });
      mounted.carrier = faces.carrier;
      return faces.routes;
    },
  });
  if (!mounted.carrier) throw new Error("the dev shop did not mount its faces");
  return { devshop, carrier: mounted.carrier };
}
