import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { buffersCsv } from "../csv.server.ts";
import { readFilter } from "../domain/list-filter.ts";

/** The filtered list as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, locale }) => {
    const filter = readFilter(new URL(request.url).searchParams);
    return csvResponse(buffersCsv(shopId, filter, textsFor(locale).getFixedT(locale, "buffers")), "buffers.csv");
  });
}
