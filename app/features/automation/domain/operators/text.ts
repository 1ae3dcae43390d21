import { z } from "zod";
import { fold } from "../fold.ts";
import { fitsPostalPattern, foldPostalCode, readPostalPattern } from "../postal-code.ts";
import { truthOf } from "../truth.ts";
import { operator, plain } from "./operator.ts";

const label = z.string().trim().min(1).max(255);
/** A list of 500 is a list that somebody pasted; more is a mistake. */
const labels = z.array(label).min(1).max(500);
const pattern = z
  .string()
  .max(40)
  .refine((text) => readPostalPattern(text) !== undefined, { params: { fault: "postalPattern" } });
const patterns = z.array(pattern).min(1).max(500);

/** Whether a text is in the list, both as `asKept` writes them. */
function isIn(wanted: readonly string[], asKept: (text: string) => string): (text: string) => boolean {
  const set = new Set(wanted.map(asKept));
  return (text) => set.has(asKept(text));
}

const asWritten = (text: string): string => text;

const listed = (asKept: (text: string) => string) => ({
  isOneOf: operator<string, readonly string[]>(labels, (wanted) => {
    const has = isIn(wanted, asKept);
    return (value) => truthOf(has(value));
  }),
  isNoneOf: operator<string, readonly string[]>(labels, (wanted) => {
    const has = isIn(wanted, asKept);
    return (value) => truthOf(!has(value));
  }),
});

/** Codes and ids: what they are is not a matter of spelling. */
export const CHOICE = listed(asWritten);

const part = (holds: (value: string, wanted: string) => boolean) =>
  operator<string, string>(label, (wanted) => {
    const folded = fold(wanted);
    return (value) => truthOf(holds(fold(value), folded));
  });

export const TEXT = {
  ...listed(fold),
  startsWith: part((value, wanted) => value.startsWith(wanted)),
  contains: part((value, wanted) => value.includes(wanted)),
  doesNotContain: part((value, wanted) => !value.includes(wanted)),
  isEmpty: plain<string>((value) => truthOf(fold(value) === "")),
  isNotEmpty: plain<string>((value) => truthOf(fold(value) !== "")),
};

export const SET = {
  hasAnyOf: operator<readonly string[], readonly string[]>(labels, (wanted) => {
    const has = isIn(wanted, fold);
    return (value) => truthOf(value.some(has));
  }),
  hasAllOf: operator<readonly string[], readonly string[]>(labels, (wanted) => {
    const folded = [...new Set(wanted.map(fold))];
    return (value) => {
      const there = new Set(value.map(fold));
      return truthOf(folded.every((each) => there.has(each)));
    };
  }),
  hasNoneOf: operator<readonly string[], readonly string[]>(labels, (wanted) => {
    const has = isIn(wanted, fold);
    return (value) => truthOf(!value.some(has));
  }),
};

function fitsAny(texts: readonly string[]): (code: string) => boolean {
  const read = texts.flatMap((text) => readPostalPattern(text) ?? []);
  return (code) => {
    const folded = foldPostalCode(code);
    return read.some((each) => fitsPostalPattern(each, folded));
  };
}

export const POSTAL_CODE = {
  fitsAnyOf: operator<string, readonly string[]>(patterns, (wanted) => {
    const fits = fitsAny(wanted);
    return (value) => truthOf(fits(value));
  }),
  fitsNoneOf: operator<string, readonly string[]>(patterns, (wanted) => {
    const fits = fitsAny(wanted);
    return (value) => truthOf(!fits(value));
  }),
};
