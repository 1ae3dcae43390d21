import { wordsFor, type Words } from "../../shared/words.ts";

type Values = Record<string, string | number>;

/** The part of Shopify's `i18n` that the block uses. */
export interface StaffI18n {
  translate(key: string, values?: Values): string;
  formatDate(date: Date, options?: Intl.DateTimeFormatOptions): string;
  formatCurrency(amount: number, options?: Intl.NumberFormatOptions): string;
}

/** Texts, dates and money in the language of the admin. */
export interface StaffWords extends Words {
  /** An amount in minor units of an ISO 4217 currency. */
  money: (minor: number, currency: string) => string;
}

/** The words for one rendering; times are those of `zone`, the shop's, as in the app, or this machine's while it is not known. */
export function staffWords(i18n: StaffI18n, zone: string | undefined, now: Date): StaffWords {
  const localization = zone === undefined ? {} : { timezone: { value: zone } };
  return {
    ...wordsFor({ i18n, localization }, now),
    money: (minor, currency) => {
      const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
      return i18n.formatCurrency(minor / 10 ** (digits.maximumFractionDigits ?? 2), { currency });
    },
  };
}
