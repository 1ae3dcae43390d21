import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type ManifestId } from "../../../core/ids.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { fileResponse } from "../../../shell/file-response.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { carrierSheet } from "../make-manifest.server.ts";

/** The carrier's own sheet of a manifest, as it came. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId }) => {
    const manifestId = readId<ManifestId>(params["manifestId"]);
    const sheet = manifestId && (await inShop(shopId, (tx) => carrierSheet(tx, manifestId)));
    if (!sheet) return new Response(null, { status: 404 });
    return fileResponse(new Uint8Array(sheet.bytes), sheet.contentType, `carrier-manifest-${manifestId}.pdf`);
  });
}
