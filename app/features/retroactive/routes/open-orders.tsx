import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type RuleVersionId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { applyToOpen, readChosen, type AppliedAnswer } from "../apply.server.ts";
import { readFilter } from "../domain/list-filter.ts";
import { openOrdersPage } from "../page.server.ts";
import { OpenOrdersPage } from "../ui/open-orders-page.tsx";
import { setIdOf, wantedVersion } from "../version.server.ts";

export const handle = { i18n: ["retroactive"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => {
    const { searchParams } = new URL(request.url);
    const wanted = wantedVersion(searchParams);
    const shown = await openOrdersPage(shopId, setIdOf(params), wanted, readFilter(searchParams), now());
    if (shown === undefined) throw new Response(null, { status: 404 });
    return { ...shown, mayChange: may("configure") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<AppliedAnswer | Response> {
  return forAdmin(request, "configure", async ({ shopId, userId, redirect }): Promise<AppliedAnswer | Response> => {
    const setId = setIdOf(params);
    const { version, chosen = "" } = await readForm(request);
    const versionId = readId<RuleVersionId>(version);
    if (versionId === undefined) throw new Response(null, { status: 400 });
    const answer = await applyToOpen(shopId, { setId, versionId, chosen: readChosen(chosen) }, userId, now());
    return answer.kind === "applied" ? redirect(`/app/automations/${setId}/open-orders/${answer.seq}`) : answer;
  });
}

export default function OpenOrdersRoute() {
  return <OpenOrdersPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
