import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { batchIdOf } from "../ids-of-address.ts";
import { pickPage } from "../pick-page.server.ts";
import { reportShort, shortSchema, type Shorted } from "../short.server.ts";
import { batchActionSchema, doBatchAction, type BatchDone } from "../start.server.ts";
import { BatchPage } from "../ui/batch-page.tsx";

export const handle = { i18n: ["picking"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeShipping", async ({ shopId, userId: who, name, may }) => {
    const shown = await pickPage(shopId, batchIdOf(params["batchId"]), { who, name }, now());
    if (!shown) throw new Response(null, { status: 404 });
    return { ...shown, mayPick: may("ship") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<BatchDone | Shorted> {
  return forAdmin(request, "ship", async ({ shopId, userId: who, name, locale }) => {
    const batchId = batchIdOf(params["batchId"]);
    const form = await readForm(request);
    const parsed = batchActionSchema.safeParse(form);
    if (parsed.success) return inShop(shopId, (tx) => doBatchAction(tx, batchId, parsed.data, { who, name }, now()));
    const report = shortSchema.safeParse(form);
    if (!report.success) throw new Response(null, { status: 400 });
    const countName = textsFor(locale).getFixedT(locale, "picking")("short.countName");
    return inShop(shopId, (tx) => reportShort(tx, batchId, report.data, { worker: { who, name }, countName }, now()));
  });
}

export default function BatchRoute() {
  return <BatchPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
