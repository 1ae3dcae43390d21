import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readArrivalKey, readOnTimeFilter, tidyOnTimeFilter } from "../domain/on-time-filter.ts";
import { onTimePage } from "../on-time.server.ts";
import { OnTimePage } from "../ui/on-time-page.tsx";

export const handle = { i18n: ["delivery", "risks"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", async ({ shopId, userId }) => {
    const { address, saved } = await inShop(shopId, (tx) =>
      savedList(tx, "arrivals", userId, request, tidyOnTimeFilter),
    );
    const key = readArrivalKey(address.get("after"));
    return { ...(await onTimePage(shopId, readOnTimeFilter(address), key, now())), saved };
  });
}

export default function OnTimeRoute() {
  return <OnTimePage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
