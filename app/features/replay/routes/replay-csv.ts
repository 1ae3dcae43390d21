import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { replayCsv } from "../csv.server.ts";
import { csvWords } from "../page.server.ts";
import { replayIdOf, setIdOf } from "../route-ids.server.ts";

/** All orders of a replay as a file. It goes out while it is read. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, locale }) => {
    const replayId = replayIdOf(params);
    const words = await csvWords(shopId, setIdOf(params), replayId);
    if (words === undefined) throw new Response(null, { status: 404 });
    const csv = replayCsv(shopId, replayId, { ...words, t: textsFor(locale).getFixedT(locale, "replay") });
    return csvResponse(csv, `replay-${replayId}.csv`);
  });
}
