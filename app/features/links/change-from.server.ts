import { now } from "../../platform/clock.server.ts";
import { forAdmin, need } from "../../shell/for-admin.server.ts";
import { readForm } from "../../shell/read-form.server.ts";
import { changeLinks, type LinkOutcome } from "./change.server.ts";

/** What an admitted member of staff sends from one of the pages, done if they may. */
export async function changeFrom(request: Request): Promise<LinkOutcome> {
  return forAdmin(request, "changeStock", async (admin) => {
    const texts = await readForm(request);
    if (texts["do"] === "switchOn") await need(admin, "configure");
    return changeLinks(admin.shopId, texts, admin.userId, now());
  });
}
