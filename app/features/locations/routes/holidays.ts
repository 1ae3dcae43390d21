import type { LoaderFunctionArgs } from "@remix-run/node";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { holidayLists } from "../location-page.server.ts";

/** The holidays of a country and region that somebody is choosing. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ locale }) => {
    const asked = new URL(request.url).searchParams;
    return holidayLists(asked.get("country") ?? "", asked.get("region") ?? "", locale, now());
  });
}
