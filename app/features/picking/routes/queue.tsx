import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readQueueFilter, tidyQueueFilter } from "../domain/queue-filter.ts";
import { makeBatches, type MadeWaves } from "../make-batches.server.ts";
import { queuePage } from "../queue-page.server.ts";
import { QueuePage } from "../ui/queue-page.tsx";

export const handle = { i18n: ["picking", "orders"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, userId, may }) => {
    const { address, saved } = await inShop(shopId, (tx) => savedList(tx, "queue", userId, request, tidyQueueFilter));
    const page = await queuePage(shopId, readQueueFilter(address), now());
    return { ...page, saved, mayPick: may("ship") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<MadeWaves> {
  return forAdmin(request, "ship", async ({ shopId }) => {
    return makeBatches(shopId, await readForm(request), now());
  });
}

export default function QueueRoute() {
  return <QueuePage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
