import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type OrderId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readOrderBlock } from "../read-order-block.server.ts";

/**
 * `GET /app/orders/:orderId/block.json`: one order for the block on Shopify's order page, which asks from another origin with a staff member's token. 404 for
 * an order that this shop does not have, whosever it is.
 */
export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return forAdmin(request, "seeOrders", async ({ shopId, cors }) => {
    const orderId = readId<OrderId>(params["orderId"]);
    const view = orderId && (await readOrderBlock(shopId, orderId, now()));
    const headers = { "cache-control": "no-store" };
    return cors(
      view === undefined
        ? Response.json({ error: "order" }, { status: 404, headers })
        : Response.json(view, { headers }),
    );
  });
}
