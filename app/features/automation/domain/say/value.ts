import { formatMoney, type Money } from "../../../../core/money.ts";
import { fieldOf, type FieldKey } from "../fields.ts";
import type { TypeName } from "../values.ts";
import type { TextKey, Voice } from "./voice.ts";

type Unit = "gram" | "kilogram" | "kilometer" | "hour" | "minute" | "day" | "percent";

const withUnit = (value: number, unit: Unit, { locale }: Voice): string =>
  new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short" }).format(value);

/** How people write the numbers of a type; the others are written as numbers. */
const NUMBERS: Readonly<Partial<Record<TypeName, (value: number, voice: Voice) => string>>> = {
  weight: (grams, voice) =>
    grams >= 1_000 ? withUnit(grams / 1_000, "kilogram", voice) : withUnit(grams, "gram", voice),
  distance: (km, voice) => withUnit(km, "kilometer", voice),
  hours: (hours, voice) => withUnit(hours, "hour", voice),
  minutes: (minutes, voice) => withUnit(minutes, "minute", voice),
  percent: (share, voice) => withUnit(share, "percent", voice),
};

/** What a rule compares with, in words: `{ minor: 10000, currency: "EUR" }` → "€100.00". */
export function sayValue(key: FieldKey, value: unknown, voice: Voice): string {
  const { type, choices, list } = fieldOf(key);
  if (typeof value === "number") {
    return NUMBERS[type]?.(value, voice) ?? new Intl.NumberFormat(voice.locale).format(value);
  }
  if (typeof value === "string") {
    if (choices) return voice.t(`choice.${key}.${value}` as TextKey);
    if (type === "moment") return sayMoment(value, voice);
    if (type === "date") return sayDate(value, voice);
    return list ? voice.nameOf(list, value) : value;
  }
  if (isList(value)) {
    const format = new Intl.ListFormat(voice.locale, { type: "disjunction" });
    return format.format(value.map((each) => sayValue(key, each, voice)));
  }
  if (isRange(value)) {
    const [from, to] = [sayValue(key, value.from, voice), sayValue(key, value.to, voice)];
    return voice.t("condition.between", { from, to });
  }
  return isSpan(value) ? withUnit(value.amount, value.unit === "days" ? "day" : "hour", voice) : sayMoney(value, voice);
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isRange = (value: unknown): value is { readonly from: unknown; readonly to: unknown } =>
  typeof value === "object" && value !== null && "from" in value;

const isSpan = (value: unknown): value is { readonly amount: number; readonly unit: string } =>
  typeof value === "object" && value !== null && "amount" in value;

function sayMoney(value: unknown, { locale }: Voice): string {
  return formatMoney(value as Money, locale);
}

/** "1 Dec 2026, 10:00" in the shop's zone. */
export const sayMoment = (text: string, { locale, timeZone }: Voice): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(text));

const sayDate = (date: string, { locale }: Voice): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
