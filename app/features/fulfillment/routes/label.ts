import { fileResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type ParcelId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readLabel } from "../read-label.server.ts";

/** The label of a parcel as a file, for those who may ship. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "ship", async ({ shopId, userId }) => {
    const parcelId = readId<ParcelId>(params["parcelId"]);
    const label = parcelId && (await readLabel(shopId, parcelId, userId, now()));
    if (!label) return new Response(null, { status: 404 });
    return fileResponse(new Uint8Array(label.bytes), label.contentType, `label-${parcelId}.pdf`);
  });
}
