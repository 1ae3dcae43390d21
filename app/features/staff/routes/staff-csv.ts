import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "../../../platform/csv-stream.ts";
import { csvResponse } from "../../../shell/file-response.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readStaffFilter } from "../domain/list.ts";
import { staffRows } from "../page.server.ts";

const COLUMNS = ["name", "email", "role", "firstSeen", "lastSeen"] as const;

/** Everybody of the filter as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "manageStaff", async ({ shopId, locale }) => {
    const t = textsFor(locale).getFixedT(locale, ["staff", "shell"]);
    const rows = await staffRows(shopId, readStaffFilter(new URL(request.url).searchParams));
    const lines = rows.map(({ userId, name, email, role, firstSeenAt, lastSeenAt }) => [
      name || t("staff:nameless", { number: userId }),
      email,
      t(`shell:role.${role}.name`),
      firstSeenAt,
      lastSeenAt,
    ]);
    return csvResponse(
      csvFile(
        COLUMNS.map((column) => t(`staff:column.${column}`)),
        lines,
      ),
      "staff.csv",
    );
  });
}
