import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { shopProfile } from "../../shops/public.server.ts";
import { boxesCsv } from "../csv.server.ts";

/** The shop's boxes as a file, to be changed and read again. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", ({ shopId, locale }) =>
    inShop(shopId, async (tx) => {
      const { currency } = await shopProfile(shopId);
      const csv = await boxesCsv(tx, currency, textsFor(locale).getFixedT(locale, "packing"));
      return csvResponse(csv, "boxes.csv");
    }),
  );
}
