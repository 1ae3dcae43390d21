import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import type { LinkOutcome } from "../change.server.ts";
import { changeFrom } from "../change-from.server.ts";
import { linksPage } from "../page.server.ts";
import { LinksPage } from "../ui/links-page.tsx";

export const handle = { i18n: ["links"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => ({
    ...(await linksPage(shopId, now())),
    mayChange: may("changeStock"),
  }));
}

export const action = ({ request }: ActionFunctionArgs): Promise<LinkOutcome> => changeFrom(request);

export default function LinksRoute() {
  return <LinksPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
