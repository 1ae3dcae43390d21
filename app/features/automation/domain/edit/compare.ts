import type { Rule } from "../rule.ts";

/** What became of one rule from one version to another. */
export type RuleDifference =
  | { readonly kind: "added" | "removed" | "moved"; readonly rule: Rule }
  | { readonly kind: "changed"; readonly rule: Rule; readonly before: Rule; readonly parts: readonly Part[] };

const PARTS = ["name", "enabled", "when", "then"] as const;
export type Part = (typeof PARTS)[number];

/** What is different, in the order of the newer rules; rules that are gone stand at the end. Rules are the same by their ids. */
export function compareRules(before: readonly Rule[], after: readonly Rule[]): RuleDifference[] {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map(({ id }) => id));
  const still = stayed(after.flatMap(({ id }) => (old.has(id) ? [before.findIndex((each) => each.id === id)] : [])));
  const differences = after.flatMap((rule): RuleDifference[] => {
    const was = old.get(rule.id);
    if (was === undefined) return [{ kind: "added", rule }];
    const parts = PARTS.filter((part) => !isSame(was[part], rule[part]));
    if (parts.length > 0) return [{ kind: "changed", rule, before: was, parts }];
    return still.has(before.indexOf(was)) ? [] : [{ kind: "moved", rule }];
  });
  const removed = before.filter(({ id }) => !kept.has(id)).map((rule): RuleDifference => ({ kind: "removed", rule }));
  return [...differences, ...removed];
}

/** Of places in their new order, the most that can have stayed where they are: a longest increasing sequence. */
function stayed(places: readonly number[]): Set<number> {
  interface Chain {
    readonly place: number;
    readonly length: number;
    readonly before: Chain | undefined;
  }
  const chains: Chain[] = [];
  const longest = (among: readonly Chain[]) =>
    among.reduce<Chain | undefined>((best, chain) => (chain.length > (best?.length ?? 0) ? chain : best), undefined);
  for (const place of places) {
    const before = longest(chains.filter((chain) => chain.place < place));
    chains.push({ place, length: (before?.length ?? 0) + 1, before });
  }
  const found = new Set<number>();
  for (let chain = longest(chains); chain !== undefined; chain = chain.before) found.add(chain.place);
  return found;
}

/** Whether two values are the same JSON, whatever the order of their properties: PostgreSQL keeps its own. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [ours, theirs] = [Object.entries(a), Object.keys(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    ours.length === theirs.length &&
    ours.every(([key, value]) => key in b && isSame(value, (b as Readonly<Record<string, unknown>>)[key]))
  );
}
