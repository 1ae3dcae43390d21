import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type CountId } from "../../../core/ids.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { countCsv } from "../csv.server.ts";

/** All lines of a count as a file. It goes out while it is read. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeCounts", async ({ shopId, locale }) => {
    const countId = readId<CountId>(params["countId"]);
    const csv = countId && (await countCsv(shopId, countId, textsFor(locale).getFixedT(locale, "counts")));
    if (!csv) throw new Response(null, { status: 404 });
    return csvResponse(csv, `count-${countId}.csv`);
  });
}
