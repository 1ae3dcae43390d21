import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readLocations } from "../../inventory/public.server.ts";
import { savedList } from "../../views/public.server.ts";
import { listBatches } from "../batches.server.ts";
import { readBatchFilter, tidyBatchFilter } from "../domain/batch-filter.ts";
import { BatchesPage } from "../ui/batches-page.tsx";

export const handle = { i18n: ["picking"] };

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", ({ shopId, userId }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "batches", userId, request, tidyBatchFilter);
      const filter = readBatchFilter(address);
      return {
        filter,
        page: await listBatches(tx, filter, PAGE_SIZE),
        locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
        saved,
      };
    }),
  );
}

export default function BatchesRoute() {
  return <BatchesPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
