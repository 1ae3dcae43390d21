import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { readUpload } from "../../../shell/read-upload.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { loadPriceLists, priceListsPage, savePriceLists, type PriceListsOutcome } from "../price-lists.server.ts";
import { PriceListsPage } from "../ui/price-lists-page.tsx";

export const handle = { i18n: ["settings"] };

/** A thousand zones of ten steps. */
const MOST_BYTES = 1_000_000;

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => ({
    ...(await priceListsPage(shopId, now())),
    mayChange: may("configure"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<PriceListsOutcome> {
  return forAdmin(request, "configure", async ({ shopId }): Promise<PriceListsOutcome> => {
    if (request.headers.get("content-type")?.startsWith("multipart/") !== true)
      return savePriceLists(shopId, (await readForm(request))["lists"] ?? "", now());
    const upload = await readUpload(request, MOST_BYTES);
    if (upload === "too_large") return { status: "tooLarge" };
    // The browser sends no form without a file: somebody trying.
    if (upload.file === null) throw new Response(null, { status: 400 });
    return loadPriceLists(shopId, upload.file.bytes);
  });
}

export default function PriceListsRoute() {
  return <PriceListsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
