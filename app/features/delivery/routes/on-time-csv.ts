import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readOnTimeFilter } from "../domain/on-time-filter.ts";
import { onTimeCsv } from "../on-time-csv.server.ts";

/** The filtered arrivals as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", ({ shopId, locale }) => {
    const filter = readOnTimeFilter(new URL(request.url).searchParams);
    const body = onTimeCsv(shopId, filter, now(), textsFor(locale).getFixedT(locale, "delivery"));
    return Promise.resolve(csvResponse(body, "on-time.csv"));
  });
}
