import type { i18n, InitOptions } from "i18next";
import { numberFormat } from "../../platform/i18n/format.ts";
import { LOCALES, parseLocale, type Locale } from "../../platform/i18n/locale.ts";

/** The same on both sides, or hydration would differ. React escapes by itself. */
export const i18nOptions = {
  fallbackLng: LOCALES[0],
  supportedLngs: [...LOCALES],
  defaultNS: "shell",
  interpolation: { escapeValue: false },
  react: { useSuspense: true },
} satisfies InitOptions;

/** Numbers in texts, `{{count, number}}`, look like all others: i18next has a formatter of its own. To be called when it is started. */
export function withOurNumbers(instance: i18n): i18n {
  instance.services.formatter?.addCached("number", (language = LOCALES[0], options?: Intl.NumberFormatOptions) =>
    numberFormat(language, options),
  );
  return instance;
}

/** A texts file's namespace is the folder above `locales`: `…/features/orders/locales/es.json` → orders, es; `../locales/en.json` → shell, en. */
export function placeOf(path: string): { readonly locale: Locale; readonly namespace: string } {
  const [, namespace = "shell", locale = ""] = /(?:features\/([^/]+)\/)?locales\/([^/]+)\.json$/.exec(path) ?? [];
  return { locale: parseLocale(locale), namespace };
}
