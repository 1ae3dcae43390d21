import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { priceListsCsv } from "../price-lists.server.ts";

/** The price lists as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, locale }) => {
    const csv = await priceListsCsv(shopId, textsFor(locale).getFixedT(locale, "settings"));
    return csvResponse(csv, "price-lists.csv");
  });
}
