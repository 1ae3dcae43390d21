import type { LoaderFunctionArgs } from "@remix-run/node";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { csvResponse } from "../../../shell/file-response.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { faultsCsv } from "../csv.server.ts";
import { FAULT_KINDS } from "../domain/checks.ts";
import { readFaultFilter, usualFaultSort } from "../domain/fault-filter.ts";

/** The filtered list as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", ({ shopId, locale }) => {
    const kind = FAULT_KINDS.find((each) => each === params["check"]);
    if (!kind) throw new Response(null, { status: 404 });
    const filter = readFaultFilter(new URL(request.url).searchParams, usualFaultSort(kind));
    const body = faultsCsv(shopId, kind, filter, textsFor(locale).getFixedT(locale, "onboarding"));
    return Promise.resolve(csvResponse(body, `${kind}.csv`));
  });
}
