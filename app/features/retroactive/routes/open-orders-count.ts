import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { openOrdersCount } from "../page.server.ts";
import { setIdOf, wantedVersion } from "../version.server.ts";

/** How many open orders a version would change: asked for by the card, so that the page of the set need not wait for it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId }) => {
    const wanted = wantedVersion(new URL(request.url).searchParams);
    return (await openOrdersCount(shopId, setIdOf(params), wanted, now())) ?? null;
  });
}
