import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type CountId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { readUpload } from "../../../shell/read-upload.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { countActionSchema, doCountAction, type CountOutcome } from "../count-actions.server.ts";
import { countPage } from "../count-page.server.ts";
import { readLineFilter } from "../domain/count-filter.ts";
import { CountPage } from "../ui/count-page.tsx";
import { MOST_BYTES, uploadCounted, type Uploaded } from "../upload.server.ts";

export const handle = { i18n: ["counts"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeCounts", async ({ shopId, may }) => {
    const filter = readLineFilter(new URL(request.url).searchParams);
    const shown = await inShop(shopId, (tx) => countPage(tx, countIdOf(params["countId"]), filter));
    if (!shown) throw new Response(null, { status: 404 });
    return { ...shown, mayChange: may("count") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<CountOutcome | Uploaded> {
  return forAdmin(request, "count", async ({ shopId }) => {
    const countId = countIdOf(params["countId"]);
    if (request.headers.get("content-type")?.startsWith("multipart/") === true) {
      const upload = await readUpload(request, MOST_BYTES);
      if (upload === "too_large") return { status: "refused", code: "too_large" };
      const { file } = upload;
      if (!file) return { status: "refused", code: "empty" };
      return inShop(shopId, (tx) => uploadCounted(tx, countId, file.bytes, now()));
    }
    const parsed = countActionSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    return inShop(shopId, (tx) => doCountAction(tx, countId, parsed.data, now()));
  });
}

/** An address with something that cannot be a count's number is a page that does not exist. */
function countIdOf(text: string | undefined): CountId {
  const countId = readId<CountId>(text);
  if (countId === undefined) throw new Response(null, { status: 404 });
  return countId;
}

export default function CountRoute() {
  return <CountPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
