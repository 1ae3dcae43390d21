import type { ActionFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { doViewAction, viewActionSchema, type ViewOutcome } from "../views.server.ts";

/** Saves, renames, shares and deletes views of lists. One's own are nobody else's business; those of everybody need the right to configure. */
export async function action({ request }: ActionFunctionArgs): Promise<ViewOutcome> {
  return forAdmin(request, "enter", async ({ shopId, userId, may }) => {
    const parsed = viewActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    const viewer = { who: userId, mayShare: may("configure") };
    return inShop(shopId, (tx) => doViewAction(tx, parsed.data, viewer, now()));
  });
}
