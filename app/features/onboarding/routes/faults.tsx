import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { FAULT_KINDS } from "../domain/checks.ts";
import { readFaultFilter, readFaultPlace, usualFaultSort } from "../domain/fault-filter.ts";
import { listFaults, vendorsOf } from "../faults.server.ts";
import { FaultsPage } from "../ui/faults-page.tsx";

export const handle = { i18n: ["onboarding"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId }) => {
    const kind = FAULT_KINDS.find((each) => each === params["check"]);
    if (!kind) throw new Response(null, { status: 404 });
    const { searchParams } = new URL(request.url);
    const filter = readFaultFilter(searchParams, usualFaultSort(kind));
    return inShop(shopId, async (tx) => ({
      kind,
      filter,
      page: await listFaults(tx, kind, filter, readFaultPlace(searchParams, filter)),
      vendors: await vendorsOf(tx, kind),
    }));
  });
}

export default function FaultsRoute() {
  return <FaultsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
