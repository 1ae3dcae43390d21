import type { ActionFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { taskIdOf } from "../ids-of-address.ts";
import { pickScansSchema, takePickScans, type PickScanned } from "../scans.server.ts";
import { readTasks } from "../tasks.server.ts";

/** Takes what the packing page scanned, as JSON. */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return forAdmin(request, "ship", async ({ shopId, userId: who, name }) => {
    const taskId = taskIdOf(params["taskId"]);
    const parsed = pickScansSchema.safeParse(await request.json().catch(() => null));
    if (!parsed.success) throw new Response(null, { status: 400 });
    const scanned = await inShop(shopId, async (tx): Promise<PickScanned> => {
      const [task] = await readTasks(tx, { taskId });
      if (!task) return { status: "closed" };
      return takePickScans(tx, task.batchId, { step: "pack", taskId }, parsed.data, { who, name }, now());
    });
    return Response.json(scanned);
  });
}
