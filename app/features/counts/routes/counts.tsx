import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readLocations } from "../../inventory/public.server.ts";
import { listCounts } from "../counts.server.ts";
import { readCountFilter } from "../domain/count-filter.ts";
import { CountsList } from "../ui/counts-list.tsx";

export const handle = { i18n: ["counts"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeCounts", ({ shopId }) => {
    const filter = readCountFilter(new URL(request.url).searchParams);
    return inShop(shopId, async (tx) => ({
      filter,
      page: await listCounts(tx, filter),
      locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
    }));
  });
}

export default function CountsRoute() {
  return <CountsList {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
