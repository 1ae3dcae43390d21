import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { listFeeds } from "../feeds.server.ts";
import { FeedsList } from "../ui/feeds-list.tsx";

export const handle = { i18n: ["feeds"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, async ({ shopId }) => ({ feeds: await inShop(shopId, listFeeds) }));
}

export default function FeedsRoute() {
  return <FeedsList {...useLoaderData<typeof loader>()} />;
}

export { PageError as ErrorBoundary };
