import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { openOrdersCsv } from "../csv.server.ts";
import { readFilter } from "../domain/list-filter.ts";
import { openOrders } from "../page.server.ts";
import { setIdOf, wantedVersion } from "../version.server.ts";

/** The filtered open orders as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, locale }) => {
    const { searchParams } = new URL(request.url);
    const found = await openOrders(shopId, setIdOf(params), wantedVersion(searchParams), now());
    if (found === undefined) throw new Response(null, { status: 404 });
    const t = textsFor(locale).getFixedT(locale, "retroactive");
    return csvResponse(openOrdersCsv(found, readFilter(searchParams), t), "open-orders.csv");
  });
}
