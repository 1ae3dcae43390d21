import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { transfersCsv } from "../csv.server.ts";
import { readTransferFilter } from "../domain/transfer-filter.ts";

/** The filtered transfers as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, locale }) => {
    const filter = readTransferFilter(new URL(request.url).searchParams);
    return csvResponse(
      transfersCsv(shopId, filter, textsFor(locale).getFixedT(locale, "transfers")),
      "all-transfers.csv",
    );
  });
}
