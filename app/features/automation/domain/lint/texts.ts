import type { AnyLeaf } from "../condition.ts";
import { fold } from "../fold.ts";
import type { Candidates } from "./numbers.ts";
import { isUpper, type Want } from "./want.ts";

/** A question and which answers would do. */
export interface Asked {
  readonly leaf: AnyLeaf;
  readonly want: Want;
}

/** What a text has to be like, taken together. */
interface Demands {
  /** It is one of these; null: it need not be. */
  readonly oneOf: readonly string[] | null;
  readonly prefixes: readonly string[];
  readonly parts: readonly string[];
  readonly notPrefixes: readonly string[];
  readonly notParts: readonly string[];
  /** It has to be empty, or must not be. */
  readonly empty: readonly boolean[];
}

/** Something between two parts that no rule is likely to forbid; tried in turn. */
const FILLERS = [" ", " · ", "0", " zq "];

/**
 * Texts to try. They are enough when the text has to be one of a list, or when a piece that it must have already holds what it must not have.
 */
export function textsFor(asked: readonly Asked[]): Candidates {
  const mentioned = asked.flatMap(({ leaf }) => constantsOf(leaf));
  const demands = demandsOf(asked);
  if (demands.oneOf !== null) return { values: [...demands.oneOf, ""], complete: true };
  const prefix = demands.prefixes.toSorted((a, b) => b.length - a.length)[0] ?? "";
  const built = FILLERS.map((filler) => [prefix, ...demands.parts, ""].join(filler).trim());
  return {
    values: [...built, "", ...mentioned, ...FILLERS.map((filler) => `${prefix}${filler}other`.trim())],
    complete: isImpossible(demands, prefix),
  };
}

function constantsOf({ value }: AnyLeaf): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function demandsOf(asked: readonly Asked[]): Demands {
  const of = (op: string, wanted: boolean) =>
    asked
      .filter(({ leaf, want }) => leaf.op === op && isUpper(want) === wanted)
      .flatMap(({ leaf }) => constantsOf(leaf).map(fold));
  const lists = asked.filter(({ leaf, want }) => leaf.op === (isUpper(want) ? "isOneOf" : "isNoneOf"));
  const [list] = lists;
  return {
    oneOf: list === undefined ? null : constantsOf(list.leaf),
    prefixes: of("startsWith", true),
    parts: [...of("contains", true), ...of("doesNotContain", false)],
    notPrefixes: of("startsWith", false),
    notParts: [...of("contains", false), ...of("doesNotContain", true)],
    empty: asked
      .filter(({ leaf }) => leaf.op === "isEmpty" || leaf.op === "isNotEmpty")
      .map(({ leaf, want }) => (leaf.op === "isEmpty") === isUpper(want)),
  };
}

function isImpossible({ prefixes, parts, notPrefixes, notParts, empty }: Demands, prefix: string): boolean {
  return (
    (empty.includes(true) && (empty.includes(false) || prefixes.length > 0 || parts.length > 0)) ||
    prefixes.some((each) => !prefix.startsWith(each)) ||
    notPrefixes.some((each) => prefix.startsWith(each)) ||
    notParts.some((each) => [prefix, ...parts].some((piece) => piece.includes(each)))
  );
}
