import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { shopProfile } from "../../shops/public.server.ts";
import { alertsCsv } from "../csv.server.ts";
import { readFilter } from "../domain/list-filter.ts";

/** The filtered list as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, locale }) => {
    const filter = readFilter(new URL(request.url).searchParams);
    const { currency } = await shopProfile(shopId);
    return csvResponse(
      alertsCsv(shopId, filter, currency, now(), textsFor(locale).getFixedT(locale, "alerts")),
      "alerts.csv",
    );
  });
}
