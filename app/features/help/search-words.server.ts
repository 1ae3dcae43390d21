import type { SearchHit } from "../../core/search.ts";
import type { Locale } from "../../platform/i18n/locale.ts";
import en from "./locales/en.json" with { type: "json" };
import es from "./locales/es.json" with { type: "json" };
import { findTerms, inOrder } from "./domain/find-words.ts";
import { placeOf } from "./domain/words.ts";

const TEXTS = { en, es } as const;

/** Words whose term has a text, as the search shows them. In the reader's language: nobody else's words are on their pages. */
export function searchWords(text: string, limit: number, locale: Locale): SearchHit[] {
  const words = inOrder((word) => TEXTS[locale].words[word], locale);
  return findTerms(words, text)
    .slice(0, limit)
    .map(({ word, term, text: detail }) => ({ id: word, title: term, detail, to: placeOf(word) }));
}
