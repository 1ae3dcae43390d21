import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvFile } from "../../../platform/csv-stream.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { dayPage, readDayAsked } from "../page.server.ts";

/** The stops of a day as a file. Nothing of a person. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, locale }) => {
    const t = textsFor(locale).getFixedT(locale, "local-delivery");
    const shown = await inShop(shopId, (tx) => dayPage(tx, readDayAsked(new URL(request.url).searchParams), now()));
    if (!shown) throw new Response(null, { status: 404 });
    const heading = (["driver", "position", "order", "area", "state", "units", "tries"] as const).map((name) =>
      t(`column.${name}`),
    );
    const lines = shown.stops.map(({ driver, position, order, area, state, units, tries }) => [
      driver,
      String(position ?? ""),
      order,
      area,
      t(`state.${state}`),
      String(units),
      String(tries),
    ]);
    return csvResponse(csvFile(heading, lines), `deliveries-${shown.day}.csv`);
  });
}
