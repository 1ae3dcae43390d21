import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { areasFor, INBOX_KINDS, INBOX_PERMISSIONS } from "../../../core/inbox.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin, need } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { actOnInbox, inboxActionSchema, type InboxOutcome } from "../act.server.ts";
import { readInboxFilter, readInboxPlace, writeInboxFilter } from "../domain/filter.ts";
import { countInbox, listInbox } from "../list.server.ts";
import { InboxPage } from "../ui/inbox-page.tsx";

export const handle = { i18n: ["inbox", "onboarding", "orders", "risks", "settings"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeOrders", async ({ shopId, name, userId, may }) => {
    const reader = { name: name || userId, who: userId };
    const areas = areasFor(may);
    const at = now();
    return inShop(shopId, async (tx) => {
      const tidy = (given: URLSearchParams) => writeInboxFilter(readInboxFilter(given, areas));
      const { address, saved } = await savedList(tx, "inbox", userId, request, tidy);
      const filter = readInboxFilter(address, areas);
      return {
        filter,
        page: await listInbox(tx, filter, readInboxPlace(address), reader, at),
        counts: await countInbox(tx, userId, areas, at),
        saved,
        me: reader.name,
        mayChange: may("decide"),
        now: at.toISOString(),
      };
    });
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<InboxOutcome> {
  return forAdmin(request, "decide", async (admin) => {
    const parsed = inboxActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    for (const { kind } of parsed.data.things) await need(admin, INBOX_PERMISSIONS[INBOX_KINDS[kind]]);
    return actOnInbox(admin.shopId, parsed.data, admin.userId, now());
  });
}

export default function InboxRoute() {
  return <InboxPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
