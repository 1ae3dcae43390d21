import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readReportFilter, tidyReportFilter } from "../domain/report-filter.ts";
import { reportsPage } from "../reports.server.ts";
import { ReportsPage } from "../ui/reports-page.tsx";

export const handle = { i18n: ["shopper"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", ({ shopId, userId }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "reports", userId, request, tidyReportFilter);
      return { ...(await reportsPage(tx, readReportFilter(address))), saved };
    }),
  );
}

export default function ReportsRoute() {
  return <ReportsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
