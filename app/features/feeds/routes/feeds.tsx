import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { listFeeds, readFeedPlace } from "../feeds.server.ts";
import { FeedsList } from "../ui/feeds-list.tsx";

export const handle = { i18n: ["feeds"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const place = readFeedPlace(new URL(request.url).searchParams.get("after"));
  return forAdmin(request, "seeStock", ({ shopId }) => inShop(shopId, (tx) => listFeeds(tx, place)));
}

export default function FeedsRoute() {
  return <FeedsList {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
