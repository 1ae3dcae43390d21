import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { documentsPage } from "../documents-page.server.ts";
import { DocumentsPage } from "../ui/documents-page.tsx";

export const handle = { i18n: ["packing"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, may }) => {
    const page = await inShop(shopId, (tx) => documentsPage(tx, new URL(request.url).searchParams));
    return { ...page, mayPrint: may("ship") };
  });
}

export default function DocumentsRoute() {
  return <DocumentsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
