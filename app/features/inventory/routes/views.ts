import type { ActionFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { doViewAction, viewActionSchema, type ViewOutcome } from "../views.server.ts";

/** Saves, renames and deletes the shop's views of the list. */
export async function action({ request }: ActionFunctionArgs): Promise<ViewOutcome> {
  return forAdmin(request, "changeStock", async ({ shopId }) => {
    const parsed = viewActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return inShop(shopId, (tx) => doViewAction(tx, parsed.data, now()));
  });
}
