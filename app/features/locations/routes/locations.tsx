import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readLocationFilter, tidyLocationFilter } from "../domain/location-filter.ts";
import { locationsPage } from "../list.server.ts";
import { LocationsPage } from "../ui/locations-page.tsx";

export const handle = { i18n: ["locations"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", ({ shopId, userId, locale }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "locations", userId, request, tidyLocationFilter);
      return { ...(await locationsPage(tx, readLocationFilter(address), locale, now())), saved };
    }),
  );
}

export default function LocationsRoute() {
  return <LocationsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
