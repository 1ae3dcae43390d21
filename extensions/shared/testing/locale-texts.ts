import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HostI18n } from "../host.ts";

/** The languages shoppers are spoken to in. */
export const LOCALES = ["en", "es", "pt-BR", "fr", "de"] as const;
export type Locale = (typeof LOCALES)[number];

/** A text, or its plural forms by CLDR category. */
export interface LocaleTree {
  readonly [key: string]: string | LocaleTree;
}

/** The locale file of an extension folder (`order-status`, `fulfillment-status`, `thank-you`). */
export function localeTexts(extension: string, locale: Locale): LocaleTree {
  const file = locale === "en" ? "en.default.json" : `${locale}.json`;
  const path = join(import.meta.dirname, "..", "..", extension, "locales", file);
  return JSON.parse(readFileSync(path, "utf8")) as LocaleTree;
}

/** `{ a: { b: "x" } }` → `{ "a.b": "x" }`. */
export function flatTexts(tree: LocaleTree, prefix = ""): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value]] : Object.entries(flatTexts(value, `${prefix}${key}.`)),
    ),
  );
}

/**
 * Shopify's `shopify.i18n` over the real locale files: `{{placeholders}}`, plurals by `count`, dates in the locale. A
 * missing text or value throws, so every test that renders also proves that its texts exist.
 */
export function i18nOf(
  extension: string,
  locale: Locale,
): HostI18n & { formatCurrency(amount: number | bigint, options?: Intl.NumberFormatOptions): string } {
  const texts = flatTexts(localeTexts(extension, locale));
  const plurals = new Intl.PluralRules(locale);
  return {
    translate: (key, values = {}) => {
      const { count } = values;
      const plural = typeof count === "number" ? texts[`${key}.${plurals.select(count)}`] : undefined;
      const text = plural ?? texts[key];
      if (text === undefined) throw new Error(`no text for ${key} in ${extension}/${locale}`);
      return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
        const value = values[name];
        if (value === undefined) throw new Error(`no value for {{${name}}} of ${key}`);
        return String(value);
      });
    },
    formatDate: (date, options) => new Intl.DateTimeFormat(locale, options).format(date),
    formatCurrency: (amount, options) =>
      new Intl.NumberFormat(locale, { style: "currency", ...options }).format(amount),
  };
}
