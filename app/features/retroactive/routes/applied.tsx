import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId } from "../../../core/ids.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { appliedPage } from "../applied.server.ts";
import { AppliedPage } from "../ui/applied-page.tsx";
import { setIdOf } from "../version.server.ts";

export const handle = { i18n: ["retroactive"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId }) => {
    const seq = readId(params["seq"]);
    const shown = seq && (await appliedPage(shopId, setIdOf(params), seq));
    if (!shown) throw new Response(null, { status: 404 });
    return shown;
  });
}

export default function AppliedRoute() {
  return <AppliedPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
