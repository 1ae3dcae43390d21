import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readAuditFilter, readAuditPlace, tidyAuditFilter } from "../domain/filter.ts";
import { auditPage } from "../page.server.ts";
import { AuditPage } from "../ui/audit-page.tsx";

export const handle = { i18n: ["audit"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "manageStaff", async ({ shopId, userId }) => {
    const { address, saved } = await inShop(shopId, (tx) => savedList(tx, "audit", userId, request, tidyAuditFilter));
    const filter = readAuditFilter(address);
    return { ...(await auditPage(shopId, filter, readAuditPlace(address))), filter, saved };
  });
}

export default function AuditRoute() {
  return <AuditPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
