import { useTranslation } from "react-i18next";
import { formatMoney } from "../../../core/money.ts";
import { formatDate, formatNumber } from "../../../platform/i18n/format.ts";
import { dateOf, type Day } from "../../../core/calendar/day.ts";

const SHARE = { style: "percent", maximumFractionDigits: 1 } as const;
const FEW_DIGITS = { maximumFractionDigits: 1 } as const;

/** Numbers of a replay in the reader's language. `currency`: of its amounts. */
export function useWords(currency: string) {
  const { t, i18n } = useTranslation("replay");
  const locale = i18n.language;
  const signed = (text: string, value: number) => (value > 0 ? `+${text}` : value < 0 ? `−${text}` : text);
  return {
    t,
    locale,
    number: (value: number) => formatNumber(value, locale),
    /** "12.4": an expected number is no whole one. */
    few: (value: number) => new Intl.NumberFormat(locale, FEW_DIGITS).format(value),
    share: (value: number) => new Intl.NumberFormat(locale, SHARE).format(value),
    money: (minor: number) => formatMoney({ minor, currency }, locale),
    /** "+€1.20" */
    moneyChange: (minor: number) => signed(formatMoney({ minor: Math.abs(minor), currency }, locale), minor),
    numberChange: (value: number) =>
      signed(new Intl.NumberFormat(locale, FEW_DIGITS).format(Math.abs(value)), Math.abs(value) < 0.05 ? 0 : value),
    day: (day: Day) => formatDate(dateOf(day), locale),
    date: (date: string) => formatDate(date, locale),
  };
}
export type Words = ReturnType<typeof useWords>;
