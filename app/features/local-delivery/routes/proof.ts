import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type FulfillmentOrderId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { readFile } from "../../../platform/files.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { notePersonalRead } from "../../orders/public.server.ts";
import { receiverOf } from "../page.server.ts";
import { readStops, type Stop } from "../store.server.ts";

/** The photo, the signature or the receiver's name of a delivery. Who looks is written down. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeRecipient", async ({ shopId, userId }) => {
    const id = readId<FulfillmentOrderId>(params["stopId"]);
    const kind = params["kind"];
    if (id === undefined) throw new Response(null, { status: 404 });
    const file = await inShop(shopId, async (tx) => {
      const [stop] = await readStops(tx, [id]);
      if (stop && kind === "name") {
        await noteRead(stop);
        const name = receiverOf(tx, stop);
        return name === null ? undefined : { contentType: "text/plain; charset=utf-8", bytes: Buffer.from(name) };
      }
      const fileId = kind === "photo" ? stop?.photoId : kind === "signature" ? stop?.signatureId : null;
      if (!stop || fileId == null) return undefined;
      await noteRead(stop);
      return readFile(tx, fileId);

      function noteRead({ orderId }: Stop): Promise<void> {
        return notePersonalRead(tx, orderId, { who: userId, purpose: "proof_of_delivery" }, now());
      }
    });
    if (!file) throw new Response(null, { status: 404 });
    return new Response(new Uint8Array(file.bytes), {
      headers: { "Content-Type": file.contentType, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" },
    });
  });
}
