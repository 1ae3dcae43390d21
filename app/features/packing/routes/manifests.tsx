import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { actOnManifests, type ManifestOutcome } from "../act-on-manifests.server.ts";
import { readManifestFilter, tidyManifestFilter } from "../domain/manifest-filter.ts";
import { listManifests, waitingParcels } from "../manifests.server.ts";
import { readLocations } from "../../inventory/public.server.ts";
import { carrierAccounts } from "../../carriers/public.server.ts";
import { ManifestsPage } from "../ui/manifests-page.tsx";

export const handle = { i18n: ["packing"] };

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", ({ shopId, userId, may }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "manifests", userId, request, tidyManifestFilter);
      const filter = readManifestFilter(address);
      return {
        filter,
        waiting: await waitingParcels(tx),
        page: await listManifests(tx, filter, PAGE_SIZE),
        locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
        carriers: (await carrierAccounts(tx)).map(({ carrier, name }) => ({ carrier, name })),
        saved,
        mayClose: may("ship"),
      };
    }),
  );
}

export async function action({ request }: ActionFunctionArgs): Promise<ManifestOutcome> {
  return forAdmin(request, "ship", async ({ shopId, userId }) => {
    return actOnManifests(shopId, await readForm(request), userId, now());
  });
}

export default function ManifestsRoute() {
  return <ManifestsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
