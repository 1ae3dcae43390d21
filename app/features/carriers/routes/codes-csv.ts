import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "../../../platform/csv-stream.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readCodeFilter } from "../domain/code-filter.ts";
import { listUnknownCodes } from "../unknown-codes.server.ts";

/** The filtered codes as a file. Begins with a byte order mark, for Excel. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, locale }) => {
    const filter = readCodeFilter(new URL(request.url).searchParams);
    const t = textsFor(locale).getFixedT(locale, "carriers");
    const { codes } = await inShop(shopId, (tx) => listUnknownCodes(tx, filter, { all: true }));
    const heading = (["carrier", "code", "scans", "firstAt", "lastAt", "meaning", "who", "orders"] as const).map(
      (column) => t(`codes.column.${column}`),
    );
    const lines = codes.map((each) => [
      each.carrierName,
      each.code,
      String(each.scans),
      each.firstAt,
      each.lastAt,
      each.stage === null || each.stage === "unknown" ? "" : t(`stage.${each.stage}`),
      each.who ?? "",
      each.examples.map(({ name }) => name).join(", "),
    ]);
    return csvResponse(csvFile(heading, lines), "carrier-codes.csv");
  });
}
