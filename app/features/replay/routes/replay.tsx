import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { actOnReplays, type ReplayAnswer } from "../act.server.ts";
import { readFilter, readPageKey } from "../domain/list-filter.ts";
import { replayPage } from "../page.server.ts";
import { replayIdOf, setIdOf } from "../route-ids.server.ts";
import { ReplayPage } from "../ui/replay-page.tsx";

export const handle = { i18n: ["replay"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => {
    const { searchParams } = new URL(request.url);
    const filter = readFilter(searchParams);
    const shown = await replayPage(shopId, setIdOf(params), replayIdOf(params), filter, readPageKey(searchParams));
    if (shown === undefined) throw new Response(null, { status: 404 });
    return { ...shown, mayChange: may("configure") };
  });
}

/** Only `do: cancel` comes from this page. */
export async function action({ request, params }: ActionFunctionArgs): Promise<ReplayAnswer> {
  return forAdmin(request, "configure", async ({ shopId, userId }): Promise<ReplayAnswer> => {
    const answer = await actOnReplays(shopId, setIdOf(params), await readForm(request), userId, now());
    if (answer === undefined) throw new Response(null, { status: 400 });
    return answer;
  });
}

export default function ReplayRoute() {
  return <ReplayPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
