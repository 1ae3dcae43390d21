import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readAddress } from "../../../core/address.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { searchShop } from "../search.server.ts";
import { SearchPage } from "../ui/search-page.tsx";

export const handle = { i18n: ["orders", "search"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeOrders", async ({ shopId, may, locale }) => {
    const text = readAddress(new URL(request.url).searchParams).text("q");
    return { text, found: await searchShop(shopId, text, may, locale) };
  });
}

export default function SearchRoute() {
  return <SearchPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
