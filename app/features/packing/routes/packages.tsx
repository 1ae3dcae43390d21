import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { readUpload } from "../../../shell/read-upload.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { shopProfile } from "../../shops/public.server.ts";
import { actOnPackages, uploadPackages, type PackagesOutcome } from "../act-on-packages.server.ts";
import { readBoxes } from "../boxes.server.ts";
import { countSizes } from "../metafield-sizes.server.ts";
import { paperSettings } from "../settings.server.ts";
import { PackagesPage } from "../ui/packages-page.tsx";
import { MOST_BYTES } from "../upload.server.ts";

export const handle = { i18n: ["packing"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", ({ shopId, may }) =>
    inShop(shopId, async (tx) => ({
      boxes: await readBoxes(tx),
      settings: await paperSettings(tx),
      sizes: await countSizes(tx),
      currency: (await shopProfile(shopId)).currency,
      mayChange: may("configure"),
    })),
  );
}

export async function action({ request }: ActionFunctionArgs): Promise<PackagesOutcome> {
  return forAdmin(request, "configure", async ({ shopId, userId }) => {
    if (request.headers.get("content-type")?.startsWith("multipart/") !== true)
      return actOnPackages(shopId, await readForm(request), userId, now());
    const upload = await readUpload(request, MOST_BYTES);
    if (upload === "too_large") return { status: "refused", code: "too_large" };
    if (!upload.file) return { status: "refused", code: "empty" };
    return uploadPackages(shopId, upload.texts["what"] === "sizes" ? "sizes" : "boxes", upload.file.bytes, now());
  });
}

export default function PackagesRoute() {
  return <PackagesPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
