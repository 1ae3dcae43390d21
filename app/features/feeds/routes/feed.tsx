import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readId, type FeedId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { tell } from "../../audit/public.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { readUpload } from "../../../shell/read-upload.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { doFeedAction, feedActionSchema, type FeedOutcome } from "../feed-actions.server.ts";
import { saveFeed, type Saved } from "../feed-form.server.ts";
import { feedPage } from "../feed-page.server.ts";
import { beginRun, keepFile } from "../take-file.server.ts";
import { FeedPage, type FeedAnswer } from "../ui/feed-page.tsx";

export const handle = { i18n: ["feeds"] };

const MOST_BYTES = 50_000_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeStock", async ({ shopId, may }) => {
    const shown = await inShop(shopId, (tx) => feedPage(tx, feedIdOf(params["feedId"])));
    if (!shown) throw new Response(null, { status: 404 });
    return { ...shown, mayChange: may("changeStock") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<FeedAnswer | Response> {
  return forAdmin(request, "changeStock", async ({ shopId, redirect }) => {
    const feedId = feedIdOf(params["feedId"]);
    if (request.headers.get("content-type")?.startsWith("multipart/") === true) {
      const upload = await readUpload(request, MOST_BYTES);
      if (upload === "too_large") return { status: "refused", code: "too_large" };
      const { file } = upload;
      if (!file) return { status: "refused", code: "empty" };
      const kept = await keepFile(shopId, [file.bytes], now());
      await inShop(shopId, async (tx) => {
        await beginRun(tx, feedId, { fileName: file.name, file: kept }, now());
        await tell(tx, { code: "feeds.loaded", subject: `feed:${feedId}` }, now());
      });
      return { status: "did", did: "upload" };
    }
    const texts = await readForm(request);
    if (texts["action"] === undefined) return inShop<Saved>(shopId, (tx) => saveFeed(tx, feedId, texts, now()));
    const parsed = feedActionSchema.safeParse(texts);
    if (!parsed.success) throw new Response(null, { status: 400 });
    const outcome: FeedOutcome = await inShop(shopId, (tx) => doFeedAction(tx, feedId, parsed.data, now()));
    return outcome.status === "did" && outcome.did === "delete" ? redirect("/app/inventory/feeds") : outcome;
  });
}

/** An address with something that cannot be a feed's number is a page that does not exist. */
function feedIdOf(text: string | undefined): FeedId {
  const feedId = readId<FeedId>(text);
  if (feedId === undefined) throw new Response(null, { status: 404 });
  return feedId;
}

export default function FeedRoute() {
  return <FeedPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
