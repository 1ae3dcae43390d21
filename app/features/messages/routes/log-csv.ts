import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { messagesCsv } from "../csv.server.ts";
import { readLogFilter } from "../domain/log-filter.ts";

/** The filtered log as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, locale }) => {
    const filter = readLogFilter(new URL(request.url).searchParams);
    const csv = messagesCsv(shopId, filter, textsFor(locale).getFixedT(locale, "messages"));
    return csvResponse(csv, "messages.csv");
  });
}
