import type { RuleFaults } from "../../core/rule-scope.ts";
import { readId, type AlertId, type AlertRuleId, type ShopId } from "../../core/ids.ts";
import { inShop } from "../../platform/db/in-shop.server.ts";
import { tellRule } from "../audit/public.server.ts";
import { findScope } from "../inventory/public.server.ts";
import { readRule } from "./domain/rule-form.ts";
import { previewRule, type Preview } from "./preview.server.ts";
import { removeRule, saveRule } from "./rules.server.ts";
import { MOST_DAYS, snooze, wake } from "./snooze.server.ts";

export type ChangeOutcome =
  | { readonly status: "saved" | "removed" | "tooMany" }
  | { readonly status: "snoozed" | "woken"; readonly count: number }
  | { readonly status: "invalid"; readonly faults: RuleFaults }
  | { readonly status: "preview"; readonly preview: Preview };

/**
 * What a person does on the page, by the field `do`. `who`: Shopify's number of the staff member. Throws a Response with 400 for anything that is not on
 * the page.
 */
export async function changeAlerts(
  shopId: ShopId,
  texts: Readonly<Record<string, string>>,
  who: string,
  now: Date,
): Promise<ChangeOutcome> {
  const act = readAct(texts);
  return inShop(shopId, async (tx) => {
    switch (act.do) {
      case "preview":
      case "save": {
        const found = "faults" in act ? act : await findScope(tx, act.rule);
        if ("faults" in found) return { status: "invalid", faults: found.faults };
        if (act.do === "preview") return { status: "preview", preview: await previewRule(tx, found.rule, now) };
        const saved = await saveRule(tx, found.rule, now);
        if (saved === "tooMany") return { status: "tooMany" };
        await tellRule(tx, { code: "alerts.saved", before: saved.before, after: found.rule, who }, now);
        return { status: "saved" };
      }
      case "remove": {
        const before = await removeRule(tx, act.ruleId, now);
        if (before) await tellRule(tx, { code: "alerts.removed", before, after: null, who }, now);
        return { status: "removed" };
      }
      case "snooze":
        return { status: "snoozed", count: await snooze(tx, act.alerts, act.days, who, now) };
      case "wake":
        return { status: "woken", count: await wake(tx, act.alerts, now) };
    }
  });
}

type Act =
  | ({ readonly do: "preview" | "save" } & ReturnType<typeof readRule>)
  | { readonly do: "remove"; readonly ruleId: AlertRuleId }
  | { readonly do: "snooze"; readonly alerts: readonly AlertId[]; readonly days: number | null }
  | { readonly do: "wake"; readonly alerts: readonly AlertId[] };

function readAct(texts: Readonly<Record<string, string>>): Act {
  const what = texts["do"];
  if (what === "preview" || what === "save") return { do: what, ...readRule(texts) };
  if (what === "snooze") return { do: what, alerts: alertsOf(texts), days: daysOf(texts["until"]) };
  if (what === "wake") return { do: what, alerts: alertsOf(texts) };
  const ruleId = readId<AlertRuleId>(texts["rule"]);
  if (what !== "remove" || ruleId === undefined) throw new Response(null, { status: 400 });
  return { do: what, ruleId };
}

/** As many as a page shows, separated by spaces. */
function alertsOf(texts: Readonly<Record<string, string>>): AlertId[] {
  return (texts["alerts"] ?? "").split(" ").map((text) => {
    const id = readId<AlertId>(text);
    if (id === undefined) throw new Response(null, { status: 400 });
    return id;
  });
}

/** `restock` is no number of days. */
function daysOf(until: string | undefined): number | null {
  if (until === "restock") return null;
  const days = Number(until);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) throw new Response(null, { status: 400 });
  return days;
}
