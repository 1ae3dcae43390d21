import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type LocationId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { actOnLocation, type Outcome } from "../act-on-location.server.ts";
import { locationPage } from "../location-page.server.ts";
import { LocationPage } from "../ui/location-page.tsx";

export const handle = { i18n: ["locations"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, locale, may }) => {
    const page = await locationPage(shopId, idOf(params), locale, now());
    if (!page) throw new Response(null, { status: 404 });
    return { ...page, mayChange: may("configure") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Outcome> {
  return forAdmin(request, "configure", async ({ shopId, userId }) => {
    return actOnLocation(shopId, idOf(params), await readForm(request), userId, now());
  });
}

function idOf(params: Readonly<Record<string, string | undefined>>): LocationId {
  const id = readId<LocationId>(params["locationId"]);
  if (id === undefined) throw new Response(null, { status: 404 });
  return id;
}

export default function LocationRoute() {
  const data = useLoaderData<typeof loader>();
  return <LocationPage key={data.location.id} {...data} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
