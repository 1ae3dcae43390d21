import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { textsFor } from "../../../shell/i18n/texts.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { shopProfile } from "../../shops/public.server.ts";
import { actOnRule, ruleActSchema } from "../change-rules.server.ts";
import { setIdOf } from "../route-ids.server.ts";
import { setPage } from "../set-page.server.ts";
import { SetPage } from "../ui/set-page.tsx";

export const handle = { i18n: ["automation", "retroactive"] };

/** `gone`: the rule is no longer there, or is so already. */
export type RuleActAnswer =
  { readonly status: "gone" } | { readonly status: "did"; readonly did: string; readonly rule: string };

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, userId, may }) => {
    const { searchParams } = new URL(request.url);
    const page = Math.max(1, Number.parseInt(searchParams.get("page") ?? "1", 10) || 1);
    const query = { page, search: (searchParams.get("q") ?? "").trim().slice(0, 100) };
    const { timezone, currency } = await shopProfile(shopId);
    const shown = await setPage(shopId, setIdOf(params), query, { timeZone: timezone, currency }, now());
    if (shown === undefined) throw new Response(null, { status: 404 });
    return { ...shown, me: userId, mayChange: may("configure") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<RuleActAnswer> {
  return forAdmin(request, "configure", async ({ shopId, userId, locale }): Promise<RuleActAnswer> => {
    const act = ruleActSchema.safeParse(await readForm(request));
    if (!act.success) throw new Response(null, { status: 400 });
    const t = textsFor(locale).getFixedT(locale, "automation");
    const copyName = (name: string) => t("page.rule.copyName", { name });
    const done = await inShop(shopId, (tx) => actOnRule(tx, setIdOf(params), act.data, copyName, userId, now()));
    return done ? { status: "did", did: act.data.do, rule: act.data.rule } : { status: "gone" };
  });
}

export default function SetRoute() {
  return <SetPage {...useLoaderData<typeof loader>()} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
