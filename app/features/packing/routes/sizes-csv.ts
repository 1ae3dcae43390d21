import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { sizesCsv } from "../csv.server.ts";

/** Every SKU of the shop and how large a unit is, to be filled in and read again. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", ({ shopId, locale }) =>
    inShop(shopId, async (tx) => {
      const csv = await sizesCsv(tx, textsFor(locale).getFixedT(locale, "packing"));
      return csvResponse(csv, "sizes.csv");
    }),
  );
}
