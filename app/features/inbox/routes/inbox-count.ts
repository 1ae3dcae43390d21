import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { countInbox } from "../list.server.ts";

/** How much is open, for the number in the navigation: asked after the page is there, so that no page waits for it. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeOrders", async ({ shopId }) => {
    const counts = await inShop(shopId, (tx) => countInbox(tx, now()));
    return { open: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  });
}
