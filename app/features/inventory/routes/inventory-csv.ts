import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { stockCsv } from "../csv.server.ts";
import { readFilter } from "../domain/list-filter.ts";

/** The filtered list as a file. It goes out while it is read, so that its length does not matter. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, locale }) => {
    const filter = readFilter(new URL(request.url).searchParams);
    return csvResponse(stockCsv(shopId, filter, textsFor(locale).getFixedT(locale, "inventory")), "inventory.csv");
  });
}
