import { WORDS, type Word } from "./words.ts";

export interface Explained {
  readonly word: Word;
  readonly term: string;
  readonly text: string;
}

/** Small letters without accents: nobody types them when they look for something. */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();

/** All words in the order of the reader's language. `say`: a term and its explanation in it. */
export function inOrder(say: (word: Word) => Omit<Explained, "word">, locale: string): Explained[] {
  const { compare } = new Intl.Collator(locale);
  return WORDS.map((word) => ({ word, ...say(word) })).toSorted((a, b) => compare(a.term, b.term));
}

/** The words whose term has a text: those that begin with it first. An empty text finds all. */
export function findTerms(words: readonly Explained[], typed: string): Explained[] {
  const text = plain(typed);
  const begins = words.filter(({ term }) => plain(term).startsWith(text));
  return [...begins, ...words.filter((word) => !begins.includes(word) && plain(word.term).includes(text))];
}

/** The same, and then those whose explanation has it. */
export function findWords(words: readonly Explained[], typed: string): Explained[] {
  const terms = findTerms(words, typed);
  const text = plain(typed);
  return [...terms, ...words.filter((word) => !terms.includes(word) && plain(word.text).includes(text))];
}
