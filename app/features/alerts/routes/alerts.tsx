import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { changeAlerts, type ChangeOutcome } from "../change.server.ts";
import { readFilter, readPageKey, tidyFilter } from "../domain/list-filter.ts";
import { alertsPage } from "../page.server.ts";
import { AlertsPage } from "../ui/alerts-page.tsx";

export const handle = { i18n: ["alerts"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, userId, may }) => {
    const { address, saved } = await inShop(shopId, (tx) => savedList(tx, "alerts", userId, request, tidyFilter));
    const filter = readFilter(address);
    return {
      ...(await alertsPage(shopId, filter, readPageKey(address, filter.sort), now())),
      saved,
      mayChange: may("changeStock"),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ChangeOutcome> {
  return forAdmin(request, "changeStock", async ({ shopId, userId }) =>
    changeAlerts(shopId, await readForm(request), userId, now()),
  );
}

export default function AlertsRoute() {
  return <AlertsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
