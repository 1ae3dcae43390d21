import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type RuleVersionId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { actOnReplays, type ReplayAnswer } from "../act.server.ts";
import { replayCard } from "../page.server.ts";
import { setIdOf } from "../route-ids.server.ts";
import { ReplaysPage } from "../ui/replays-page.tsx";

export const handle = { i18n: ["replay"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => {
    const version = new URL(request.url).searchParams.get("version");
    const wanted = version === null ? null : (readId<RuleVersionId>(version) ?? null);
    const data = await inShop(shopId, (tx) => replayCard(tx, setIdOf(params), wanted));
    if (data === undefined) throw new Response(null, { status: 404 });
    return { data, mayChange: may("configure") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<ReplayAnswer | Response> {
  return forAdmin(request, "configure", async ({ shopId, userId, redirect }): Promise<ReplayAnswer | Response> => {
    const setId = setIdOf(params);
    const answer = await actOnReplays(shopId, setId, await readForm(request), userId, now());
    if (answer === undefined) throw new Response(null, { status: 400 });
    return answer.kind === "started" ? redirect(`/app/automations/${setId}/replay/${answer.replayId}`) : answer;
  });
}

export default function ReplaysRoute() {
  return <ReplaysPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
