import type { ActionFunctionArgs } from "@remix-run/node";
import { areasFor } from "../../../core/inbox.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { markRead, readActionSchema } from "../read.server.ts";

/** Marks things as read, for the reader alone: whoever may see them may. */
export async function action({ request }: ActionFunctionArgs) {
  return forAdmin(request, "seeOrders", async ({ shopId, userId, may }) => {
    const parsed = readActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    await markRead(shopId, parsed.data, { who: userId, areas: areasFor(may) }, now());
    return { status: "read" as const };
  });
}
