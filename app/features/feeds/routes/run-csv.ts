import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type FeedRunId } from "../../../core/ids.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { runCsv } from "../csv.server.ts";

/** Changes or bad lines of one file. It goes out while it is read. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", ({ shopId, locale }) => {
    const runId = readId<FeedRunId>(params["runId"]);
    if (runId === undefined) throw new Response(null, { status: 404 });
    const what = new URL(request.url).searchParams.get("what") === "changes" ? "changes" : "errors";
    const csv = runCsv(shopId, runId, what, textsFor(locale).getFixedT(locale, "feeds"));
    return Promise.resolve(csvResponse(csv, `feed-${runId}-${what}.csv`));
  });
}
