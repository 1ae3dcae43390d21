import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { readLocations } from "../../inventory/public.server.ts";
import { savedList } from "../../views/public.server.ts";
import { askCode } from "../desk.server.ts";
import { readPickupFilter, tidyPickupFilter } from "../domain/pickup-filter.ts";
import { countPickups, listPickups } from "../list.server.ts";
import { PickupsList } from "../ui/pickups-list.tsx";

export const handle = { i18n: ["pickup"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", ({ shopId, userId }) =>
    inShop(shopId, async (tx) => {
      const { address, saved } = await savedList(tx, "pickups", userId, request, tidyPickupFilter);
      const filter = readPickupFilter(address);
      return {
        filter,
        page: await listPickups(tx, filter, now()),
        counts: await countPickups(tx, now()),
        locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
        saved,
      };
    }),
  );
}

/** A scanned or typed code: leads to its pickup, where it is asked for again when something is handed over. */
export async function action({ request }: ActionFunctionArgs) {
  return forAdmin(request, "ship", async ({ shopId, userId, redirect, locale }) => {
    const { code = "" } = await readForm(request);
    const answer = await inShop(shopId, (tx) => askCode(tx, code.slice(0, 100), userId, now()));
    if (answer.status === "refused") return answer;
    const parameters = new URLSearchParams({ code, locale });
    return redirect(`/app/fulfillment/pickups/${answer.fulfillmentOrderId}?${parameters.toString()}`);
  });
}

export default function PickupsRoute() {
  return <PickupsList {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
