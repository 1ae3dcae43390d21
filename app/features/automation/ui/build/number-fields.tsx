import { useState } from "react";
import { useTranslation } from "react-i18next";
import { currencyDigits, decimalAmount } from "../../../../core/money.ts";
import { InputField, SelectField } from "../../../../shell/ui/fields.tsx";
import { Row } from "../../../../shell/ui/stack.tsx";
import { useShop } from "../../../../shell/ui/use-shop.ts";
import type { TypedFieldProps } from "./typed-field.ts";
import { readNumber, useTyped, writeNumber } from "./use-typed.ts";

/** A number, with what it counts. */
export function NumberField({ value, onChange, unit, ...field }: TypedFieldProps & { readonly unit?: string }) {
  const { i18n } = useTranslation();
  const [text, type] = useTyped(value, (each) => writeNumber(each, i18n.language), readNumber, onChange);
  return <InputField {...field} numbers="decimal" value={text} onChange={type} {...(unit !== undefined && { unit })} />;
}

const UNITS = { g: 1, kg: 1_000 } as const;
type WeightUnit = keyof typeof UNITS;

/** Grams, typed as grams or kilograms. */
export function WeightField({ value, onChange, ...field }: TypedFieldProps) {
  const { t, i18n } = useTranslation("automation");
  const [unit, setUnit] = useState<WeightUnit>(typeof value === "number" && value < 1_000 ? "g" : "kg");
  const [text, type] = useTyped(
    value,
    (grams) => writeNumber(typeof grams === "number" ? grams / UNITS[unit] : grams, i18n.language),
    (typed) => inGrams(readNumber(typed), unit),
    onChange,
  );
  const change = (to: string) => {
    const next: WeightUnit = to === "g" ? "g" : "kg";
    setUnit(next);
    // The number stays, and now counts something else.
    onChange(inGrams(readNumber(text.trim()), next));
  };
  return (
    <Row low>
      <div className="e-short">
        <InputField {...field} numbers="decimal" value={text} onChange={type} />
      </div>
      <SelectField
        name={`${field.name}-unit`}
        label={t("page.build.unit")}
        labelHidden
        value={unit}
        disabled={field.disabled}
        choices={[
          { value: "g", label: t("page.unit.g") },
          { value: "kg", label: t("page.unit.kg") },
        ]}
        onChange={change}
      />
    </Row>
  );
}

const inGrams = (number: number | string, unit: WeightUnit) =>
  typeof number === "number" ? Math.round(number * UNITS[unit]) : number;

/** An amount, in the shop's currency unless the rule already speaks of another one. */
export function MoneyField({ value, onChange, ...field }: TypedFieldProps) {
  const { t, i18n } = useTranslation("automation");
  const shop = useShop();
  const { minor, currency } = moneyIn(value, shop.currency);
  const [text, type] = useTyped(
    minor,
    (each) => (typeof each === "number" ? writeMinor(each, currency, i18n.language) : textOf(each)),
    (typed) => readMinor(typed, currency),
    (each) => onChange({ currency, ...(each !== undefined && { minor: each }) }),
  );
  const amount = <InputField {...field} numbers="decimal" value={text} unit={currency} onChange={type} />;
  if (currency === shop.currency) return amount;
  return (
    <Row low>
      <div className="e-short">{amount}</div>
      <SelectField
        name={`${field.name}-currency`}
        label={t("page.build.currency")}
        labelHidden
        value={currency}
        disabled={field.disabled}
        choices={[currency, shop.currency].map((code) => ({ value: code, label: code }))}
        onChange={(to) => onChange({ currency: to, ...(minor !== undefined && { minor }) })}
      />
    </Row>
  );
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function moneyIn(value: unknown, usual: string): { readonly minor: unknown; readonly currency: string } {
  const { minor, currency } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  return { minor, currency: typeof currency === "string" && /^[A-Z]{3}$/.test(currency) ? currency : usual };
}

/** 1250 EUR → "12.50", in Spanish "12,50". */
function writeMinor(minor: number, currency: string, locale: string): string {
  const digits = currencyDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    useGrouping: false,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // Exact, also for large amounts: a numeric string is not rounded first.
  return format.format(decimalAmount({ minor, currency }) as Intl.StringNumericLiteral);
}

/** "12.5" and "12,5" → 1250; the text itself when it is no amount or finer than the currency's smallest unit. */
function readMinor(text: string, currency: string): number | string {
  const match = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(text);
  const digits = currencyDigits(currency);
  const fraction = match?.[2] ?? "";
  if (!match || fraction.length > digits) return text;
  return Number(`${match[1] ?? ""}${fraction.padEnd(digits, "0")}`);
}
