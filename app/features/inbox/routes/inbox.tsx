import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { actOnInbox, inboxActionSchema, type InboxOutcome } from "../act.server.ts";
import { readInboxFilter, readInboxPlace } from "../domain/filter.ts";
import { countInbox, listInbox } from "../list.server.ts";
import { InboxPage } from "../ui/inbox-page.tsx";

export const handle = { i18n: ["inbox", "onboarding", "orders", "risks", "settings"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeOrders", async ({ shopId, name, userId, may }) => {
    const { searchParams } = new URL(request.url);
    const filter = readInboxFilter(searchParams);
    const me = name || userId;
    const at = now();
    return inShop(shopId, async (tx) => ({
      filter,
      page: await listInbox(tx, filter, readInboxPlace(searchParams), me, at),
      counts: await countInbox(tx, at),
      me,
      mayChange: may("decide"),
      now: at.toISOString(),
    }));
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<InboxOutcome> {
  return forAdmin(request, "decide", async ({ shopId, userId }) => {
    const parsed = inboxActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return actOnInbox(shopId, parsed.data, userId, now());
  });
}

export default function InboxRoute() {
  return <InboxPage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
