import { fileResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { exportRules } from "../domain/document.ts";
import { setIdOf } from "../route-ids.server.ts";
import { shownSet } from "../set-page.server.ts";

/** A set with the rules that its page shows, as a file that can be imported. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId }) => {
    const shown = await inShop(shopId, (tx) => shownSet(tx, setIdOf(params), now()));
    if (shown === undefined) throw new Response(null, { status: 404 });
    const { name, trigger, channels, handlesAll } = shown.set;
    return fileResponse(
      exportRules(name, { trigger, channels, handlesAll, rules: shown.rules }),
      "application/json; charset=utf-8",
      "rules.json",
    );
  });
}
