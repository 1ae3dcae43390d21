import { fileResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type ManifestId } from "../../../core/ids.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { manifestFile } from "../manifest-file.server.ts";

/** A manifest for the driver to sign. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, locale }) => {
    const manifestId = readId<ManifestId>(params["manifestId"]);
    const t = textsFor(locale).getFixedT(locale, "packing");
    const bytes = manifestId && (await manifestFile(shopId, manifestId, locale, t));
    if (!bytes) return new Response(null, { status: 404 });
    return fileResponse(bytes, "application/pdf", `manifest-${manifestId}.pdf`);
  });
}
