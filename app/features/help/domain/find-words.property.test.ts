import fc from "fast-check";
import { expect, test } from "vitest";
import en from "../locales/en.json" with { type: "json" };
import es from "../locales/es.json" with { type: "json" };
import { findWords, inOrder } from "./find-words.ts";
import { placeOf, WORDS } from "./words.ts";

const LANGUAGES = { en: en.words, es: es.words };

test("each word is explained in both languages, and nothing else is", () => {
  for (const words of Object.values(LANGUAGES)) {
    expect(Object.keys(words).sort()).toEqual([...WORDS].sort());
    for (const { term, text } of Object.values(words))
      expect([term.length > 2, text.length > 40]).toEqual([true, true]);
    const terms = Object.values(words).map(({ term }) => term.toLowerCase());
    expect(new Set(terms).size).toBe(terms.length);
  }
});

test("each word has a place of its own that is an anchor", () => {
  for (const word of WORDS) expect(placeOf(word)).toMatch(/^\/app\/help\/words#[a-z][A-Za-z]+$/);
});

const words = inOrder((word) => es.words[word], "es");

test("a word is found by the beginning of its term, whatever the letters' size and accents", () => {
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.integer({ min: 3, max: 12 }), ({ word, term }, length) => {
      const typed = term.slice(0, length).normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();
      const found = findWords(words, typed);
      expect(found.map((each) => each.word)).toContain(word);
      expect(found[0]?.term.toLowerCase().startsWith(term.slice(0, length).toLowerCase())).toBe(true);
    }),
  );
});

test("nothing finds all, in the order of the language; what no word has finds none", () => {
  expect(findWords(words, " ")).toEqual(words);
  expect(words.map(({ term }) => term)).toEqual(
    words.map(({ term }) => term).toSorted(new Intl.Collator("es").compare),
  );
  expect(findWords(words, "qzx")).toEqual([]);
});
