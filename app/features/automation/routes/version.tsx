import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { shopProfile } from "../../shops/public.server.ts";
import { changeVersion, versionActSchema, type VersionOutcome } from "../change-version.server.ts";
import { hasErrors } from "../lint-set.server.ts";
import { setIdOf, versionIdOf } from "../route-ids.server.ts";
import { VersionPage } from "../ui/version-page.tsx";
import { versionPage } from "../version-page.server.ts";

export const handle = { i18n: ["automation", "retroactive"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, userId, may }) => {
    const { timezone, currency } = await shopProfile(shopId);
    const ids = { setId: setIdOf(params), versionId: versionIdOf(params) };
    const shown = await versionPage(shopId, ids, { timeZone: timezone, currency }, now());
    if (shown === undefined) throw new Response(null, { status: 404 });
    return { ...shown, me: userId, mayChange: may("configure") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<VersionOutcome | Response> {
  return forAdmin(request, "configure", async ({ shopId, userId, redirect }) => {
    const act = versionActSchema.safeParse(await readForm(request));
    if (!act.success) throw new Response(null, { status: 400 });
    const [setId, versionId] = [setIdOf(params), versionIdOf(params)];
    const { timezone, currency } = await shopProfile(shopId);
    const outcome = await inShop(shopId, (tx) =>
      changeVersion(
        tx,
        versionId,
        act.data,
        { timeZone: timezone, hasErrors: () => hasErrors(tx, versionId, { timeZone: timezone, currency }, now()) },
        userId,
        now(),
      ),
    );
    if (outcome.status === "refused") return outcome;
    // A draft that is thrown away has no page any more; who went back sees what is live now.
    if (outcome.did === "discard") return redirect(`/app/automations/${setId}`);
    if (outcome.versionId !== undefined) return redirect(`/app/automations/${setId}/versions/${outcome.versionId}`);
    return outcome;
  });
}

export default function VersionRoute() {
  const data = useLoaderData<typeof loader>();
  return <VersionPage key={data.version.versionId} {...data} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
