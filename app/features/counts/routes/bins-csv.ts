import { csvResponse } from "../../../shell/file-response.server.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { readId, type LocationId } from "../../../core/ids.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { binsCsv } from "../csv.server.ts";

/** The items of a location with their bins, to be filled in and read again. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeCounts", async ({ shopId }) => {
    const locationId = readId<LocationId>(new URL(request.url).searchParams.get("location"));
    if (locationId === undefined) throw new Response(null, { status: 404 });
    return csvResponse(await inShop(shopId, (tx) => binsCsv(tx, locationId)), "bins.csv");
  });
}
