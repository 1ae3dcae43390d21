import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type InventoryItemId } from "../../../core/ids.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readItemQuery } from "../domain/item-history.ts";
import { itemPage } from "../item-page.server.ts";
import { ItemPage } from "../ui/item-page.tsx";

export const handle = { i18n: ["inventory"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId }) => {
    const itemId = readId<InventoryItemId>(params["itemId"]);
    const query = readItemQuery(new URL(request.url).searchParams);
    const shown = itemId && (await inShop(shopId, (tx) => itemPage(tx, itemId, query)));
    if (!shown) throw new Response(null, { status: 404 });
    return { ...shown, query };
  });
}

export default function ItemRoute() {
  return <ItemPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
