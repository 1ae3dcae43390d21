import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { setIdOf } from "../route-ids.server.ts";
import { VersionsPage } from "../ui/versions-page.tsx";
import { versionsPage } from "../version-page.server.ts";

export const handle = { i18n: ["automation"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, userId, may }) => {
    const shown = await versionsPage(shopId, setIdOf(params), now());
    if (shown === undefined) throw new Response(null, { status: 404 });
    return { ...shown, me: userId, mayChange: may("configure") };
  });
}

export default function VersionsRoute() {
  return <VersionsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
