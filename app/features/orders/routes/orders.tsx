import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { firstUnblocks } from "../../routing/public.server.ts";
import { savedList } from "../../views/public.server.ts";
import { readFilter, readPageKey, tidyFilter } from "../domain/list-filter.ts";
import { assignees, destinationCountries, listOrders } from "../list.server.ts";
import { OrdersList } from "../ui/orders-list.tsx";

export const handle = { i18n: ["orders"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeOrders", ({ shopId, userId }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "orders", userId, request, tidyFilter);
      const filter = readFilter(address);
      const page = await listOrders(tx, filter, readPageKey(address));
      const ids = filter.attention === "blocked" ? page.orders.map(({ orderId }) => orderId) : [];
      return {
        filter,
        page,
        unblocks: await firstUnblocks(tx, ids, now()),
        countries: await destinationCountries(tx),
        assignees: await assignees(tx),
        saved,
      };
    }),
  );
}

export default function OrdersRoute() {
  return <OrdersList {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
