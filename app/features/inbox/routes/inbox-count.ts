import type { LoaderFunctionArgs } from "@remix-run/node";
import { areasFor } from "../../../core/inbox.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { countInbox } from "../list.server.ts";

/** How much is new for the reader, for the number in the navigation: asked after the page is there, so that no page waits for it. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeOrders", async ({ shopId, userId, may }) => {
    const { fresh } = await inShop(shopId, (tx) => countInbox(tx, userId, areasFor(may), now()));
    return { fresh };
  });
}
