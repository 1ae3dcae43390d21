import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { sharedCsv } from "../csv.server.ts";

/** All rules as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, locale }) => {
    return csvResponse(await sharedCsv(shopId, textsFor(locale).getFixedT(locale, "shared-items")), "shared-items.csv");
  });
}
