import type { ActionFunctionArgs } from "@remix-run/node";
import { readId, type CountId } from "../../../core/ids.ts";
import { now, realMs } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { scansSchema, takeScans } from "../scans.server.ts";

/** Takes what the counting page scanned, as JSON. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return forAdmin(request, "count", async ({ shopId }) => {
    const countId = readId<CountId>(params["countId"]);
    const parsed = scansSchema.safeParse(await request.json().catch(() => null));
    if (!parsed.success || countId === undefined) throw new Response(null, { status: 400 });
    // The page measures real time; on a fast clock more of the shop's has passed.
    const scans = parsed.data.map((scan) => ({ ...scan, ageMs: scan.ageMs / realMs(1) }));
    return Response.json(await inShop(shopId, (tx) => takeScans(tx, countId, scans, now())));
  });
}
