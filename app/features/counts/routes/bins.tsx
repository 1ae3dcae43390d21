import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type LocationId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readUpload } from "../../../shell/read-upload.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { newCountChoices } from "../new-count-form.server.ts";
import { BinsPage } from "../ui/bins-page.tsx";
import { MOST_BYTES, uploadBins, type Uploaded } from "../upload.server.ts";

export const handle = { i18n: ["counts"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeCounts", async ({ shopId, may }) => ({
    ...(await inShop(shopId, newCountChoices)),
    mayChange: may("count"),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<Uploaded> {
  return forAdmin(request, "count", async ({ shopId }) => {
    const upload = await readUpload(request, MOST_BYTES);
    if (upload === "too_large") return { status: "refused", code: "too_large" };
    const { file, texts } = upload;
    const locationId = readId<LocationId>(texts["location"]);
    if (!file || locationId === undefined) return { status: "refused", code: "empty" };
    return inShop(shopId, (tx) => uploadBins(tx, locationId, file.bytes, now()));
  });
}

export default function BinsRoute() {
  return <BinsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
