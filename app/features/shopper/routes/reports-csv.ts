import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvResponse } from "../../../shell/file-response.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readReportFilter } from "../domain/report-filter.ts";
import { reportsCsv } from "../reports-csv.server.ts";

/** The filtered reports as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", ({ shopId, locale }) => {
    const filter = readReportFilter(new URL(request.url).searchParams);
    const body = reportsCsv(shopId, filter, textsFor(locale).getFixedT(locale, "shopper"));
    return Promise.resolve(csvResponse(body, "reports.csv"));
  });
}
