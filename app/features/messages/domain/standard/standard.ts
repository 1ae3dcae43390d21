import { SHOPPER_LOCALES, type ShopperLocale } from "../settings.ts";
import { DE } from "./de.ts";
import { EN } from "./en.ts";
import { ES } from "./es.ts";
import { FR } from "./fr.ts";
import { PT_BR } from "./pt-br.ts";
import type { Words } from "./words.ts";

/** What we write to shoppers, by language. */
export const STANDARD: Readonly<Record<ShopperLocale, Words>> = { en: EN, es: ES, "pt-BR": PT_BR, fr: FR, de: DE };

/** The language of ours that is nearest to the one an order was placed in ("es-MX", "pt-PT"); undefined when none is. */
export function nearestLocale(locale: string | null | undefined): ShopperLocale | undefined {
  if (!locale) return undefined;
  const language = (tag: string): string | undefined => tag.toLowerCase().split(/[-_]/)[0];
  return SHOPPER_LOCALES.find((each) => language(each) === language(locale));
}
