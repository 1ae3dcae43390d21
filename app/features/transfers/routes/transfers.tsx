import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readTransferFilter } from "../domain/transfer-filter.ts";
import { transfersPage } from "../list.server.ts";
import { TransfersPage } from "../ui/transfers-page.tsx";

export const handle = { i18n: ["transfers"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", ({ shopId }) =>
    inShop(shopId, (tx) => transfersPage(tx, readTransferFilter(new URL(request.url).searchParams))),
  );
}

export default function TransfersRoute() {
  return <TransfersPage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
