import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readAuditFilter, readAuditPlace } from "../domain/filter.ts";
import { auditPage } from "../page.server.ts";
import { AuditPage } from "../ui/audit-page.tsx";

export const handle = { i18n: ["audit"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "manageStaff", async ({ shopId }) => {
    const { searchParams } = new URL(request.url);
    const filter = readAuditFilter(searchParams);
    return { ...(await auditPage(shopId, filter, readAuditPlace(searchParams))), filter };
  });
}

export default function AuditRoute() {
  return <AuditPage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
