import { now } from "../../platform/clock.server.ts";
import { forAdmin } from "../../shell/for-admin.server.ts";
import { may } from "../../shell/permissions.ts";
import { readForm } from "../../shell/read-form.server.ts";
import { changeLinks, type LinkOutcome } from "./change.server.ts";

/** What an admitted member of staff sends from one of the pages, done if they may. */
export async function changeFrom(request: Request): Promise<LinkOutcome> {
  return forAdmin(request, async ({ shopId, userId, userScopes }) => {
    const texts = await readForm(request);
    const allowed = may(userScopes, "changeStock") && (texts["do"] !== "switchOn" || may(userScopes, "configure"));
    return allowed ? changeLinks(shopId, texts, userId, now()) : { status: "forbidden" };
  });
}
