import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeRisks, type ChangeOutcome } from "../change.server.ts";
import { savedList } from "../../views/public.server.ts";
import { readFilter, readPageKey, tidyFilter } from "../domain/list-filter.ts";
import { risksPage } from "../page.server.ts";
import { RisksPage } from "../ui/risks-page.tsx";

export const handle = { i18n: ["risks"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeDeliveries", async ({ shopId, userId, may }) => {
    const { address, saved } = await inShop(shopId, (tx) => savedList(tx, "deliveries", userId, request, tidyFilter));
    const filter = readFilter(address);
    return {
      ...(await risksPage(shopId, filter, readPageKey(address, filter.sort), now())),
      saved,
      mayChange: may("decide"),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ChangeOutcome> {
  return forAdmin(request, "decide", async ({ shopId, userId }) =>
    changeRisks(shopId, await readForm(request), userId, now()),
  );
}

export default function DeliveriesRoute() {
  return <RisksPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
