import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readInboxFilter } from "../domain/inbox-filter.ts";
import { inboxCsv } from "../inbox-csv.server.ts";

/** The filtered inbox as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, locale }) => {
    const filter = readInboxFilter(new URL(request.url).searchParams);
    return csvResponse(inboxCsv(shopId, filter, textsFor(locale).getFixedT(locale, "inventory")), "differences.csv");
  });
}
