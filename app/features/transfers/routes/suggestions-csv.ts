import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { suggestionsCsv } from "../csv.server.ts";
import { readSuggestionFilter } from "../domain/suggestion-filter.ts";

/** The filtered suggestions as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, locale }) => {
    const filter = readSuggestionFilter(new URL(request.url).searchParams);
    const csv = await suggestionsCsv(shopId, filter, textsFor(locale).getFixedT(locale, "transfers"), now());
    return csvResponse(csv, "transfers.csv");
  });
}
