import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readColumns } from "../domain/columns.ts";
import { readFilter, readPageKey } from "../domain/list-filter.ts";
import { tidyList } from "../domain/tidy-list.ts";
import { stockChoices } from "../list-choices.server.ts";
import { listStock } from "../list.server.ts";
import { readLocations } from "../stock.server.ts";
import { InventoryList } from "../ui/inventory-list.tsx";

export const handle = { i18n: ["inventory"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", ({ shopId, userId, may }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "stock", userId, request, tidyList);
      const filter = readFilter(address);
      return {
        filter,
        columns: readColumns(address),
        page: await listStock(tx, filter, readPageKey(address, filter.sort)),
        locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
        choices: await stockChoices(tx),
        saved,
        mayChange: may("changeStock"),
      };
    }),
  );
}

export default function InventoryRoute() {
  return <InventoryList {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
