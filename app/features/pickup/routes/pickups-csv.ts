import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readPickupFilter } from "../domain/pickup-filter.ts";
import { pickupsCsv } from "../list.server.ts";

/** The pickups of the list's filter as a file. It goes out while it is read. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", ({ shopId, locale }) => {
    const filter = readPickupFilter(new URL(request.url).searchParams);
    const csv = pickupsCsv(shopId, filter, textsFor(locale).getFixedT(locale, "pickup"), now());
    return Promise.resolve(csvResponse(csv, "pickups.csv"));
  });
}
