/** The languages every page is written in. The first is the one for everybody else. */
export const LOCALES = ["en", "es"] as const;
export type Locale = (typeof LOCALES)[number];

/** Reads a language tag: "es-MX" → "es"; anything we have no texts for → "en". */
export function parseLocale(tag: string | null | undefined): Locale {
  const language = tag?.split(/[-_]/, 1)[0]?.toLowerCase();
  return LOCALES.find((locale) => locale === language) ?? LOCALES[0];
}

/** The language Shopify opened us in: `?locale=`, the language of the staff member's own account. */
export function localeOf(url: string): Locale {
  return parseLocale(new URL(url).searchParams.get("locale"));
}
