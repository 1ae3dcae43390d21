import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { shopProfile } from "../../shops/public.server.ts";
import { savedList } from "../../views/public.server.ts";
import { actOnSet, setActSchema, type SetActAnswer } from "../change-set.server.ts";
import { makeSet, readSetForm } from "../create-route.server.ts";
import type { Created } from "../create-set.server.ts";
import { readFilter, tidyFilter } from "../list-filter.ts";
import { listPage } from "../list-page.server.ts";
import { AutomationsPage } from "../ui/automations-page.tsx";

export const handle = { i18n: ["automation"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, userId, may }) => {
    const { timezone } = await shopProfile(shopId);
    const { address, saved } = await inShop(shopId, (tx) => savedList(tx, "automations", userId, request, tidyFilter));
    const shown = await listPage(shopId, readFilter(address), timezone, now());
    return { ...shown, saved, mayChange: may("configure") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<SetActAnswer | Created | Response> {
  return forAdmin(request, "configure", async (admin) => {
    const form = await readSetForm(request);
    if (form.kind !== "act") return makeSet(admin, form, now());
    const act = setActSchema.safeParse(form.texts);
    if (!act.success) throw new Response(null, { status: 400 });
    return inShop(admin.shopId, (tx) => actOnSet(tx, act.data, admin.userId, now()));
  });
}

export default function AutomationsRoute() {
  return <AutomationsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
