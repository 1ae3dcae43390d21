import type { OrderFacts } from "../facts.ts";
import type { CompiledRule } from "../run.ts";
import { TRUE } from "../truth.ts";

/**
 * Orders that were found so far, and which rules match each. Most questions about two rules are answered by an order that was found for another
 * one, a thousand times faster than by looking for one.
 */
export interface Examples {
  readonly add: (facts: OrderFacts) => void;
  /** An order that all of the one and none of the other rules match; rules by their place in the list. */
  readonly find: (matching: readonly number[], notMatching: readonly number[]) => OrderFacts | null;
}

/** More orders than twice the rules cost more to ask about than they save. */
const PER_RULE = 2;

export function collectExamples(rules: readonly CompiledRule[]): Examples {
  const orders: OrderFacts[] = [];
  /** For each rule, a bit for each order it was asked about. */
  const asked = rules.map((): { readonly words: number[]; count: number } => ({ words: [], count: 0 }));

  /** A rule is asked about an order when it first matters. */
  function wordsOf(index: number): readonly number[] {
    const [rule, known] = [rules[index], asked[index]];
    if (rule === undefined || known === undefined) return [];
    for (; known.count < orders.length; known.count++) {
      const facts = orders[known.count];
      const isMatch = facts !== undefined && rule.when.judge(facts, facts) === TRUE;
      known.words[known.count >> 5] = (known.words[known.count >> 5] ?? 0) | (isMatch ? 1 << (known.count & 31) : 0);
    }
    return known.words;
  }

  return {
    add(facts) {
      if (orders.length < rules.length * PER_RULE) orders.push(facts);
    },
    find(matching, notMatching) {
      const [all, none] = [matching.map(wordsOf), notMatching.map(wordsOf)];
      for (let word = 0; word * 32 < orders.length; word++) {
        let bits = -1;
        for (const words of all) bits &= words[word] ?? 0;
        for (const words of none) bits &= ~(words[word] ?? 0);
        const order = bits === 0 ? undefined : orders[word * 32 + (31 - Math.clz32(bits & -bits))];
        if (order !== undefined) return order;
      }
      return null;
    },
  };
}
