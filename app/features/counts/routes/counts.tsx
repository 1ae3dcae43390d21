import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readLocations } from "../../inventory/public.server.ts";
import { savedList } from "../../views/public.server.ts";
import { listCounts } from "../counts.server.ts";
import { readCountFilter, tidyCountFilter } from "../domain/count-filter.ts";
import { CountsList } from "../ui/counts-list.tsx";

export const handle = { i18n: ["counts"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeCounts", ({ shopId, userId }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "counts", userId, request, tidyCountFilter);
      const filter = readCountFilter(address);
      return {
        filter,
        page: await listCounts(tx, filter),
        locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
        saved,
      };
    }),
  );
}

export default function CountsRoute() {
  return <CountsList {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
