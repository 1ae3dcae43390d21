import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type LocationId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readWaveLimits } from "../domain/wave-limits.ts";
import { makeBatches, type MadeWaves } from "../make-batches.server.ts";
import { suggestPage } from "../queue-page.server.ts";
import { SuggestPage } from "../ui/suggest-page.tsx";

export const handle = { i18n: ["picking"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, may }) => {
    const parameters = new URL(request.url).searchParams;
    const locationId = readId<LocationId>(parameters.get("location")) ?? null;
    const page = await suggestPage(shopId, locationId, readWaveLimits(parameters), now());
    return { ...page, mayPick: may("ship") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<MadeWaves> {
  return forAdmin(request, "ship", async ({ shopId }) => {
    return makeBatches(shopId, await readForm(request), now());
  });
}

export default function SuggestRoute() {
  return <SuggestPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
