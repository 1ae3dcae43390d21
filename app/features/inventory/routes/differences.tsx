import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { shopProfile } from "../../shops/public.server.ts";
import { readInboxFilter } from "../domain/inbox-filter.ts";
import { acknowledge, inboxActionSchema, readInbox, type InboxOutcome } from "../inbox.server.ts";
import { readLocations } from "../stock.server.ts";
import { InboxPage } from "../ui/inbox-page.tsx";

export const handle = { i18n: ["inventory"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => {
    const filter = readInboxFilter(new URL(request.url).searchParams);
    const { timezone } = await shopProfile(shopId);
    return inShop(shopId, async (tx) => ({
      filter,
      inbox: await readInbox(tx, filter, timezone),
      locations: (await readLocations(tx)).map(({ id, name }) => ({ id, name })),
      mayChange: may("changeStock"),
    }));
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<InboxOutcome> {
  return forAdmin(request, "changeStock", async ({ shopId, userId }) => {
    const parsed = inboxActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return inShop(shopId, (tx) => acknowledge(tx, parsed.data, userId, now()));
  });
}

export default function DifferencesRoute() {
  return <InboxPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
