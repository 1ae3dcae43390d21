import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readReportFilter } from "../domain/report-filter.ts";
import { reportsPage } from "../reports.server.ts";
import { ReportsPage } from "../ui/reports-page.tsx";

export const handle = { i18n: ["shopper"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", ({ shopId }) =>
    inShop(shopId, (tx) => reportsPage(tx, readReportFilter(new URL(request.url).searchParams))),
  );
}

export default function ReportsRoute() {
  return <ReportsPage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
