import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { manifestsCsv } from "../csv.server.ts";
import { readManifestFilter } from "../domain/manifest-filter.ts";

/** The manifests of the list's filter as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, locale }) => {
    const filter = readManifestFilter(new URL(request.url).searchParams);
    const t = textsFor(locale).getFixedT(locale, "packing");
    const csv = await inShop(shopId, (tx) => manifestsCsv(tx, filter, t));
    return csvResponse(csv, "manifests.csv");
  });
}
