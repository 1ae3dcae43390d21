import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { addressOf, dayPage, readDayAsked } from "../page.server.ts";
import { SheetPage } from "../ui/sheet-page.tsx";

export const handle = { i18n: ["local-delivery"] };

/** The sheet of one driver: every address is read, and each reading is written down. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, userId, may }) => {
    const asked = readDayAsked(new URL(request.url).searchParams);
    const shown = await inShop(shopId, (tx) => dayPage(tx, asked, now()));
    if (!shown) throw new Response(null, { status: 404 });
    const maySee = may("seeRecipient");
    const rows = [];
    for (const stop of shown.stops.filter(({ driver }) => driver === asked.driver))
      rows.push({ stop, address: maySee ? await addressOf(shopId, stop, userId, now()) : null });
    return { location: shown.location.name, day: shown.day, driver: asked.driver, rows };
  });
}

export default function SheetRoute() {
  return <SheetPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
