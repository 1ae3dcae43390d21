import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { queueCsv } from "../csv.server.ts";
import { readQueueFilter } from "../domain/queue-filter.ts";

/** The filtered work queue as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, locale }) => {
    const filter = readQueueFilter(new URL(request.url).searchParams);
    const csv = await queueCsv(shopId, filter, textsFor(locale).getFixedT(locale, "picking"), now());
    return csvResponse(csv, "orders-to-pick.csv");
  });
}
