import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { batchesCsv } from "../csv.server.ts";
import { readBatchFilter } from "../domain/batch-filter.ts";

/** The filtered batches as a file. It goes out while it is read. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", ({ shopId, locale }) => {
    const filter = readBatchFilter(new URL(request.url).searchParams);
    const csv = batchesCsv(shopId, filter, textsFor(locale).getFixedT(locale, "picking"));
    return Promise.resolve(csvResponse(csv, "pick-batches.csv"));
  });
}
