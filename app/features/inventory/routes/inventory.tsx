import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readColumns } from "../domain/columns.ts";
import { readFilter, readPageKey } from "../domain/list-filter.ts";
import { stockChoices } from "../list-choices.server.ts";
import { listStock } from "../list.server.ts";
import { readLocations } from "../stock.server.ts";
import { InventoryList } from "../ui/inventory-list.tsx";
import { readViews } from "../views.server.ts";

export const handle = { i18n: ["inventory"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", ({ shopId, may }) => {
    const { searchParams } = new URL(request.url);
    const filter = readFilter(searchParams);
    return inShop(shopId, async (tx) => ({
      filter,
      columns: readColumns(searchParams),
      page: await listStock(tx, filter, readPageKey(searchParams, filter.sort)),
      locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
      choices: await stockChoices(tx),
      views: await readViews(tx),
      view: searchParams.get("view"),
      mayChange: may("changeStock"),
    }));
  });
}

export default function InventoryRoute() {
  return <InventoryList {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
