import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvResponse } from "../../../shell/file-response.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { runsCsv } from "../csv.server.ts";
import { readRunFilter } from "../domain/run-filter.ts";

/** The filtered runs as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", ({ shopId, locale }) => {
    const filter = readRunFilter(new URL(request.url).searchParams);
    return Promise.resolve(
      csvResponse(runsCsv(shopId, filter, textsFor(locale).getFixedT(locale, "flow")), "flow.csv"),
    );
  });
}
