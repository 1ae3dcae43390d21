import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { shopProfile } from "../../shops/public.server.ts";
import { readRulesForm, textsOfRules } from "../domain/report-rules-form.ts";
import { readReportRules, writeReportRules } from "../report-rules.server.ts";
import { ReportSettingsPage } from "../ui/report-settings-page.tsx";

export const handle = { i18n: ["shopper"] };

export async function loader({ request }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, may }) => {
    const { currency } = await shopProfile(shopId);
    const rules = await inShop(shopId, readReportRules);
    return { currency, texts: textsOfRules(rules, currency), mayChange: may("configure") };
  });
}

export async function action({ request }: ActionFunctionArgs) {
  return forAdmin(request, "configure", async ({ shopId, userId }) => {
    const { currency } = await shopProfile(shopId);
    const rules = readRulesForm(await readForm(request), currency);
    if (!rules) return { status: "invalid" as const };
    await inShop(shopId, (tx) => writeReportRules(tx, rules, userId, now()));
    return { status: "saved" as const };
  });
}

export default function ReportSettingsRoute() {
  return <ReportSettingsPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
