import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { transfersCsv } from "../csv.server.ts";
import { readTransferFilter } from "../domain/transfer-filter.ts";

/** The filtered transfers as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, async ({ shopId, locale }) => {
    const filter = readTransferFilter(new URL(request.url).searchParams);
    return new Response(transfersCsv(shopId, filter, textsFor(locale).getFixedT(locale, "transfers")), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="all-transfers.csv"`,
        "Cache-Control": "no-store",
      },
    });
  });
}
