import { DEFAULT_IN_PART, inPartSchema } from "../../routing/domain/public.ts";
import type { InPartSetting } from "../../routing/domain/in-part-setting.ts";
import { costText, parseAmount, parseWhole, type FieldError } from "./cost-form.ts";

/** What a merchant says of orders of which units are missing, by the names of the fields. */
export const WHEN_FIELD = "inPart.when";
export const LEAST_FIELDS = [
  { name: "leastPercent", kind: "whole" },
  { name: "leastMinor", kind: "amount" },
] as const satisfies readonly { name: keyof InPartSetting; kind: "amount" | "whole" }[];

/** The setting as texts of a form. */
export function inPartTexts(setting: InPartSetting, currency: string): Record<string, string> {
  const texts: Record<string, string> = { [WHEN_FIELD]: setting.when };
  for (const { name, kind } of LEAST_FIELDS) texts[`inPart.${name}`] = costText(kind, setting[name], currency);
  return texts;
}

/** Reads the form; null when it is not in it. */
export function readInPart(
  texts: Readonly<Record<string, string | undefined>>,
  currency: string,
):
  | { readonly status: "read"; readonly inPart: InPartSetting | null }
  | { readonly status: "invalid"; readonly errors: Readonly<Record<string, FieldError>> } {
  const when = inPartSchema.shape.when.safeParse(texts[WHEN_FIELD]);
  if (!when.success) return { status: "read", inPart: null };
  const inPart = { ...DEFAULT_IN_PART, when: when.data };
  const errors: Record<string, FieldError> = {};
  for (const { name, kind } of LEAST_FIELDS) {
    const text = (texts[`inPart.${name}`] ?? "").trim();
    const value = kind === "amount" ? parseAmount(text, currency) : parseWhole(text);
    const { minValue, maxValue } = inPartSchema.shape[name];
    const [min, max] = [minValue ?? 0, maxValue ?? Number.MAX_SAFE_INTEGER];
    if (text === "") errors[`inPart.${name}`] = { code: "required" };
    else if (value === null) errors[`inPart.${name}`] = { code: kind === "amount" ? "amount" : "integer" };
    else if (value < min || value > max)
      errors[`inPart.${name}`] = {
        code: "range",
        min: costText(kind, min, currency),
        max: costText(kind, max, currency),
      };
    else inPart[name] = value;
  }
  return Object.keys(errors).length > 0 ? { status: "invalid", errors } : { status: "read", inPart };
}
