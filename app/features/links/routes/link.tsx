import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { changeFrom } from "../change-from.server.ts";
import type { LinkOutcome } from "../change.server.ts";
import { readMessageFilter } from "../domain/message-list.ts";
import { linkPage } from "../page.server.ts";
import { LinkPage } from "../ui/link-page.tsx";

export const handle = { i18n: ["links"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => {
    const filter = readMessageFilter(new URL(request.url).searchParams);
    const page = await linkPage(shopId, params["linkId"] ?? "", filter, now());
    if (!page) throw new Response(null, { status: 404 });
    return { ...page, filter, mayChange: may("changeStock") };
  });
}

export const action = ({ request }: ActionFunctionArgs): Promise<LinkOutcome> => changeFrom(request);

export default function LinkRoute() {
  return <LinkPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
