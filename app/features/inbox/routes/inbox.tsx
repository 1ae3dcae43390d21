import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { may } from "../../../shell/permissions.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { actOnInbox, inboxActionSchema, type InboxOutcome } from "../act.server.ts";
import { readInboxFilter, readInboxPlace } from "../domain/filter.ts";
import { countInbox, listInbox } from "../list.server.ts";
import { InboxPage } from "../ui/inbox-page.tsx";

export const handle = { i18n: ["inbox", "onboarding", "orders", "risks", "settings"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, async ({ shopId, name, userId, userScopes }) => {
    const { searchParams } = new URL(request.url);
    const filter = readInboxFilter(searchParams);
    const me = name || userId;
    const at = now();
    return inShop(shopId, async (tx) => ({
      filter,
      page: await listInbox(tx, filter, readInboxPlace(searchParams), me, at),
      counts: await countInbox(tx, at),
      me,
      mayChange: may(userScopes, "decide"),
      now: at.toISOString(),
    }));
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<InboxOutcome> {
  return forAdmin(request, async ({ shopId, userId, userScopes }) => {
    const parsed = inboxActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return may(userScopes, "decide")
      ? actOnInbox(shopId, parsed.data, userId, now())
      : { status: "forbidden", count: 0 };
  });
}

export default function InboxRoute() {
  return <InboxPage {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
