/** The whole dev shop on one port: Shopify's core, its faces, the stand-in carriers and a mail server. What the demo and the tests start. */
import { mountFaces, type FacesOptions, type MountedFaces } from "./faces/mount.ts";
import { openMailbox, type Mailbox } from "./mail/mailbox.ts";
import { mailRoutes } from "./mail/routes.ts";
import { startDevShop, type DevShop, type DevShopOptions } from "./server.ts";

export interface WholeDevShop {
  readonly devshop: DevShop;
  readonly carrier: MountedFaces["carrier"];
  readonly easypost: MountedFaces["easypost"];
  readonly shippo: MountedFaces["shippo"];
  readonly mailbox: Mailbox;
}

export type WholeOptions = Omit<DevShopOptions, "routes"> &
  Omit<FacesOptions, "extensionsFolder" | "appHome"> & {
    /** Where the mail server listens; any free port if not said. */
    readonly mailPort?: number;
  };

export async function startWholeDevShop(options: WholeOptions): Promise<WholeDevShop> {
  const mounted: { faces?: MountedFaces } = {};
  const mailbox = await openMailbox({ port: options.mailPort ?? 0, clock: options.clock });
  const devshop = await startDevShop({
    ...options,
    routes: (running) => {
      const faces = mountFaces(running, { ...options, extensionsFolder: "extensions", appHome: "/app" });
      mounted.faces = faces;
      return [...faces.routes, mailRoutes(mailbox)];
    },
  });
  if (!mounted.faces) throw new Error("the dev shop did not mount its faces");
  const { carrier, easypost, shippo } = mounted.faces;
  return { devshop, carrier, easypost, shippo, mailbox };
}
