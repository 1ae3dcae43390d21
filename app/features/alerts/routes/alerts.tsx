import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { may } from "../../../shell/permissions.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeAlerts, type ChangeOutcome } from "../change.server.ts";
import { readFilter, readPageKey } from "../domain/list-filter.ts";
import { alertsPage } from "../page.server.ts";
import { AlertsPage } from "../ui/alerts-page.tsx";

export const handle = { i18n: ["alerts"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, async ({ shopId, userScopes }) => {
    const { searchParams } = new URL(request.url);
    const filter = readFilter(searchParams);
    return {
      ...(await alertsPage(shopId, filter, readPageKey(searchParams, filter.sort), now())),
      mayChange: may(userScopes, "changeStock"),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ChangeOutcome> {
  return forAdmin(request, async ({ shopId, userId, userScopes }) => {
    const texts = await readForm(request);
    return may(userScopes, "changeStock") ? changeAlerts(shopId, texts, userId, now()) : { status: "forbidden" };
  });
}

export default function AlertsRoute() {
  return <AlertsPage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
