import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { locationsCsv } from "../csv.server.ts";
import { readLocationFilter } from "../domain/location-filter.ts";

/** The filtered locations as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, locale }) => {
    const filter = readLocationFilter(new URL(request.url).searchParams);
    const t = textsFor(locale).getFixedT(locale, "locations");
    return csvResponse(await inShop(shopId, (tx) => locationsCsv(tx, filter, locale, t, now())), "locations.csv");
  });
}
