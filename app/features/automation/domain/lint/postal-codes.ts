import { readPostalPattern, type PostalPattern } from "../postal-code.ts";
import type { Candidates } from "./numbers.ts";
import type { Asked } from "./texts.ts";
import { isUpper } from "./want.ts";

/** Codes without a pattern of their own are tried with as many digits as most countries have. */
const USUAL = 5;

/**
 * Codes at both ends of each pattern and just outside of it. Of codes with equally many digits that is enough: those that will do are ranges,
 * and each begins where a wanted pattern begins or right after an unwanted one. Longer codes with the same beginning are not tried; so it is
 * enough only where each wanted pattern lies within an unwanted one, or apart from all of another question's.
 */
export function postalCodesFor(asked: readonly Asked[]): Candidates {
  const groups = asked.map(({ leaf, want }) => ({
    patterns: patternsOf(leaf.value),
    wanted: leaf.op === (isUpper(want) ? "fitsAnyOf" : "fitsNoneOf"),
  }));
  const values = groups.flatMap(({ patterns }) => patterns.flatMap(edgesOf));
  const wanted = groups.filter((group) => group.wanted).map(({ patterns }) => patterns);
  const unwanted = groups.filter((group) => !group.wanted).flatMap(({ patterns }) => patterns);
  const isRuledOut = (pattern: PostalPattern) =>
    unwanted.some((other) => isWithin(pattern, other)) ||
    wanted.some((others) => others.every((other) => areApart(pattern, other)));
  return {
    values: [...new Set(values)],
    complete: wanted.some((patterns) => patterns.every(isRuledOut)),
  };
}

function patternsOf(value: unknown): PostalPattern[] {
  return Array.isArray(value) ? (value as string[]).flatMap((text) => readPostalPattern(text) ?? []) : [];
}

const endsOf = (pattern: PostalPattern): readonly [string, string] => {
  switch (pattern.kind) {
    case "prefix":
      return [pattern.prefix, pattern.prefix];
    case "range":
      return [pattern.from, pattern.to];
    case "code":
      return [pattern.code, pattern.code];
  }
};

/** The first and the last code of a pattern, and those before and after them. */
function edgesOf(pattern: PostalPattern): string[] {
  const [from, to] = endsOf(pattern);
  if (!/^\d+$/.test(from + to)) return [from, `${from}1`, `${from}1AA`, to];
  const digits = Math.max(USUAL, from.length);
  const [first, last] = [from.padEnd(digits, "0"), to.padEnd(digits, pattern.kind === "code" ? "0" : "9")];
  const near = [Number(first) + 1, Number(first) - 1, Number(last) + 1]
    .filter((code) => code >= 0)
    .map((code) => String(code).padStart(digits, "0"));
  return [first, last, ...near, from, to];
}

/** Every code of the one is one of the other. */
function isWithin(inner: PostalPattern, outer: PostalPattern): boolean {
  const [from, to] = endsOf(inner);
  const [low, high] = endsOf(outer);
  if (outer.kind === "code") return inner.kind === "code" && from === low;
  return from.length >= low.length && from.slice(0, low.length) >= low && to.slice(0, low.length) <= high;
}

/** No code is one of both. */
function areApart(one: PostalPattern, other: PostalPattern): boolean {
  const [from, to] = endsOf(one);
  const [low, high] = endsOf(other);
  if (one.kind === "code" && other.kind === "code") return from !== low;
  const shared = Math.min(from.length, low.length);
  return to.slice(0, shared) < low.slice(0, shared) || from.slice(0, shared) > high.slice(0, shared);
}
