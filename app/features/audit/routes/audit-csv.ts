import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvResponse } from "../../../shell/file-response.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readAuditFilter } from "../domain/filter.ts";
import { auditCsv } from "../page.server.ts";
import { AUDIT_TEXTS } from "../words.ts";

/** The filtered log as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "manageStaff", async ({ shopId, locale }) => {
    const t = textsFor(locale).getFixedT(locale, [...AUDIT_TEXTS]);
    return csvResponse(
      await auditCsv(shopId, readAuditFilter(new URL(request.url).searchParams), t, locale),
      "log.csv",
    );
  });
}
