import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readArrivalKey, readOnTimeFilter } from "../domain/on-time-filter.ts";
import { onTimePage } from "../on-time.server.ts";
import { OnTimePage } from "../ui/on-time-page.tsx";

export const handle = { i18n: ["delivery", "risks"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", ({ shopId }) => {
    const { searchParams } = new URL(request.url);
    return onTimePage(shopId, readOnTimeFilter(searchParams), readArrivalKey(searchParams.get("after")), now());
  });
}

export default function OnTimeRoute() {
  return <OnTimePage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
