import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readTransferFilter, tidyTransferFilter } from "../domain/transfer-filter.ts";
import { transfersPage } from "../list.server.ts";
import { TransfersPage } from "../ui/transfers-page.tsx";

export const handle = { i18n: ["transfers"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", ({ shopId, userId }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "transfers", userId, request, tidyTransferFilter);
      return { ...(await transfersPage(tx, readTransferFilter(address))), saved };
    }),
  );
}

export default function TransfersRoute() {
  return <TransfersPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
