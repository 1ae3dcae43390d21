import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { parseId, type IntentId } from "../../../core/ids.ts";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { savedList } from "../../views/public.server.ts";
import { readRunFilter, tidyRunFilter } from "../domain/run-filter.ts";
import { answerAsk, askAnswerSchema, flowPage } from "../page.server.ts";
import { FlowPage } from "../ui/flow-page.tsx";

export const handle = { i18n: ["flow"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, userId, may }) => {
    const { address, saved } = await inShop(shopId, (tx) => savedList(tx, "runs", userId, request, tidyRunFilter));
    return { ...(await flowPage(shopId, readRunFilter(address), now())), saved, mayChange: may("configure") };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<{ readonly status: "answered" | "gone" }> {
  return forAdmin(request, "configure", async ({ shopId }) => {
    const parsed = askAnswerSchema.safeParse(await readForm(request));
    if (!parsed.success) throw new Response(null, { status: 400 });
    const { intentId, answer } = parsed.data;
    return { status: await answerAsk(shopId, parseId<IntentId>(intentId), answer, now()) };
  });
}

export default function FlowRoute() {
  return <FlowPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
