import type { ActionFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { batchIdOf } from "../ids-of-address.ts";
import { pickScansSchema, takePickScans } from "../scans.server.ts";

/** Takes what the picking page scanned, as JSON. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return forAdmin(request, "ship", async ({ shopId, userId: who, name }) => {
    const batchId = batchIdOf(params["batchId"]);
    const parsed = pickScansSchema.safeParse(await request.json().catch(() => null));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return Response.json(
      await inShop(shopId, (tx) => takePickScans(tx, batchId, { step: "pick" }, parsed.data, { who, name }, now())),
    );
  });
}
