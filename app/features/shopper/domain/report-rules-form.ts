import { decimalAmount, typedMinor } from "../../../core/money.ts";
import { reportRulesSchema, type ReportRules } from "./report-rules.ts";

/** The rules as a form has them. */
export type RulesTexts = Readonly<Record<"remedy" | "most" | "withinDays" | "mostEarlier" | "unlessProof", string>>;

/** Shows stored rules in a form; amounts in the shop's currency. */
export function textsOfRules(rules: ReportRules, currency: string): RulesTexts {
  return {
    remedy: rules.remedy,
    most: decimalAmount({ minor: rules.mostMinor, currency }),
    withinDays: String(rules.withinDays),
    mostEarlier: String(rules.mostEarlier),
    unlessProof: rules.unlessProof ? "yes" : "no",
  };
}

/** Reads a form; undefined when a field is not what it asks for: nothing is stored then. */
export function readRulesForm(texts: Readonly<Record<string, string>>, currency: string): ReportRules | undefined {
  const mostMinor = typedMinor(texts["most"], currency);
  const whole = (name: string) => (/^\d{1,3}$/.test(texts[name] ?? "") ? Number(texts[name]) : NaN);
  const parsed = reportRulesSchema.safeParse({
    remedy: texts["remedy"],
    mostMinor,
    withinDays: whole("withinDays"),
    mostEarlier: whole("mostEarlier"),
    unlessProof: texts["unlessProof"] === "yes",
  });
  return parsed.success ? parsed.data : undefined;
}
