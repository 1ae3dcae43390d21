import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvResponse } from "../../../shell/file-response.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { countedCsv } from "../csv.server.ts";
import { readMonthText } from "../domain/month.ts";

/** The orders that were counted in a month, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "configure", async ({ shopId, locale }) => {
    const month = readMonthText(params["month"]);
    if (month === undefined) throw new Response(null, { status: 404 });
    const t = textsFor(locale).getFixedT(locale, "billing");
    return csvResponse(countedCsv(shopId, month, t), `orders-${month}.csv`);
  });
}
