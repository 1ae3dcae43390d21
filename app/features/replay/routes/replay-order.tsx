import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { replayedOrderPage } from "../page.server.ts";
import { positionOf, replayIdOf, setIdOf } from "../route-ids.server.ts";
import { ReplayedOrderPage } from "../ui/order-page.tsx";

export const handle = { i18n: ["replay"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId }) => {
    const shown = await replayedOrderPage(shopId, setIdOf(params), replayIdOf(params), positionOf(params));
    if (shown === undefined) throw new Response(null, { status: 404 });
    return shown;
  });
}

export default function ReplayedOrderRoute() {
  return <ReplayedOrderPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
