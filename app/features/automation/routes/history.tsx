import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { historyPage } from "../history-page.server.ts";
import { setIdOf } from "../route-ids.server.ts";
import { HistoryPage } from "../ui/history-page.tsx";

export const handle = { i18n: ["automation"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, userId, may }) => {
    const before = readId(new URL(request.url).searchParams.get("before")) ?? null;
    const shown = await historyPage(shopId, setIdOf(params), before, now());
    if (shown === undefined) throw new Response(null, { status: 404 });
    return { ...shown, me: userId, mayChange: may("configure") };
  });
}

export default function HistoryRoute() {
  return <HistoryPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
