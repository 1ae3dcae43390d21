import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { now } from "../../../platform/clock.server.ts";
import { inShop } from "../../../platform/db/in-shop.server.ts";
import { forAdmin } from "../../../shell/for-admin.server.ts";
import { readForm } from "../../../shell/read-form.server.ts";
import { PageError } from "../../../shell/ui/page-error.tsx";
import { saveRule, type RuleSaved } from "../change-rules.server.ts";
import { setIdOf } from "../route-ids.server.ts";
import { rulePage } from "../rule-page.server.ts";
import { readSet } from "../sets.server.ts";
import { RulePage } from "../ui/rule-page.tsx";

export const handle = { i18n: ["automation"] };

/** What was not saved, and why; who saved is led back to the set. */
export type RuleAnswer = Exclude<RuleSaved, { status: "saved" }>;

export async function loader({ request, params }: LoaderFunctionArgs) {
  return forAdmin(request, "seeSettings", async ({ shopId, userId, may }) => {
    const shown = await rulePage(shopId, setIdOf(params), params["ruleId"] ?? "", now());
    if (shown === undefined) throw new Response(null, { status: 404 });
    return { ...shown, me: userId, mayChange: may("configure") };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<RuleAnswer | Response> {
  return forAdmin(request, "configure", async ({ shopId, userId, redirect }) => {
    const texts = await readForm(request);
    const typed = { rule: json(texts["rule"]), was: json(texts["was"]) };
    const setId = setIdOf(params);
    const saved = await inShop(shopId, async (tx) => {
      const set = await readSet(tx, setId);
      if (set === undefined) throw new Response(null, { status: 404 });
      return saveRule(tx, set, typed, userId, now());
    });
    return saved.status === "saved" ? redirect(`/app/automations/${setId}`) : saved;
  });
}

/** What the page sends is JSON; anything else is somebody trying. */
function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    throw new Response(null, { status: 400 });
  }
}

export default function RuleRoute() {
  const data = useLoaderData<typeof loader>();
  // Another rule is another page: nothing typed goes along.
  return <RulePage key={data.rule.id} {...data} />;
}

export { shouldRevalidate } from "../../../shell/ui/should-revalidate.ts";
export { PageError as ErrorBoundary };
