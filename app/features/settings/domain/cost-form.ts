import { currencyDigits, decimalAmount } from "../../../core/money.ts";
import type { CostModel } from "../../routing/domain/cost.ts";

/** The numbers of the cost model as a merchant enters them: amounts in the currency's main unit, the rest as whole numbers. */
export const COST_FIELDS = [
  { name: "handlingMinor", kind: "amount" },
  { name: "postageMinor", kind: "amount" },
  { name: "perKgPer100KmMinor", kind: "amount" },
  { name: "crossBorderMinor", kind: "amount" },
  { name: "lateMinor", kind: "amount" },
  { name: "lateDayMinor", kind: "amount" },
  { name: "refusedMinor", kind: "amount" },
  { name: "stockoutMinor", kind: "amount" },
  { name: "restockDays", kind: "whole" },
  { name: "minSavingMinor", kind: "amount" },
  { name: "rebalanceHours", kind: "whole" },
  { name: "shockUnits", kind: "whole" },
  { name: "rebalanceSavingMinor", kind: "amount" },
  { name: "maxParts", kind: "whole" },
  { name: "unknownDistanceKm", kind: "whole" },
  { name: "unknownGrams", kind: "whole" },
] as const satisfies readonly { name: keyof CostModel; kind: "amount" | "whole" }[];

export type CostField = (typeof COST_FIELDS)[number]["name"];
export type CostTexts = Readonly<Record<CostField, string>>;

/** What is wrong with a field: a code, said in the merchant's language beside it. */
export type FieldError =
  | { readonly code: "required" | "amount" | "integer" }
  | { readonly code: "range"; readonly min: string; readonly max: string };

/** The model as texts of a form; "3.50" for 350 minor units of EUR. */
export function costTexts(costs: CostModel, currency: string): CostTexts {
  const texts = COST_FIELDS.map(({ name, kind }) => [name, costText(kind, costs[name], currency)] as const);
  return Object.fromEntries(texts) as CostTexts;
}

/** Of a form's texts, those of the model. */
export const textsOf = (texts: Readonly<Record<string, string | undefined>>): CostTexts =>
  Object.fromEntries(COST_FIELDS.map(({ name }) => [name, texts[name] ?? ""])) as CostTexts;

/** One number as it stands in its field. */
export function costText(kind: "amount" | "whole", value: number, currency: string): string {
  return kind === "amount" ? decimalAmount({ minor: value, currency }) : String(value);
}

/** Reads the form. Texts that are no numbers are errors by field; whether a number is possible is for the cost model to say. */
export function readCosts(
  texts: Readonly<Record<string, string | undefined>>,
  currency: string,
):
  | { readonly status: "read"; readonly costs: Record<CostField, number> }
  | { readonly status: "invalid"; readonly errors: Partial<Record<CostField, FieldError>> } {
  const numbers: Partial<Record<CostField, number>> = {};
  const errors: Partial<Record<CostField, FieldError>> = {};
  for (const { name, kind } of COST_FIELDS) {
    const text = (texts[name] ?? "").trim();
    const value = kind === "amount" ? parseAmount(text, currency) : parseWhole(text);
    if (text === "") errors[name] = { code: "required" };
    else if (value === null) errors[name] = { code: kind === "amount" ? "amount" : "integer" };
    else numbers[name] = value;
  }
  return Object.keys(errors).length > 0
    ? { status: "invalid", errors }
    : { status: "read", costs: numbers as Record<CostField, number> };
}

/** "3.5" and "3,5" → 350 (EUR). Null when it is no amount, has thousands marks, or is finer than the currency's smallest unit. */
export function parseAmount(text: string, currency: string): number | null {
  const match = /^(-?\d{1,9})(?:[.,](\d{1,3}))?$/.exec(text);
  if (!match) return null;
  const digits = currencyDigits(currency);
  const fraction = match[2] ?? "";
  return fraction.length > digits ? null : Number(`${match[1] ?? ""}${fraction.padEnd(digits, "0")}`);
}

/** A whole number, null when it is none. */
export function parseWhole(text: string): number | null {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}
