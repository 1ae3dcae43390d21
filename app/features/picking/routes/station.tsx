import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type LocationId } from "../../../core/ids.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readLocations } from "../../inventory/public.server.ts";
import { findTask } from "../find-task.server.ts";
import { StationPage } from "../ui/station-page.tsx";
import { readToPack } from "../to-pack.server.ts";

export const handle = { i18n: ["picking"] };

/** The packing station: what is ready to be packed, and where a scanned code leads. */
export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", ({ shopId }) => {
    const parameters = new URL(request.url).searchParams;
    const code = (parameters.get("code") ?? "").slice(0, 255);
    const locationId = readId<LocationId>(parameters.get("location")) ?? null;
    return inShop(shopId, async (tx) => ({
      code,
      locationId,
      found: code === "" ? null : await findTask(tx, code, locationId),
      locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
      ...(await readToPack(tx, locationId, readId(parameters.get("after")) ?? null)),
    }));
  });
}

export default function StationRoute() {
  return <StationPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
