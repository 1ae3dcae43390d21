import fc from "fast-check";
import { expect, test } from "vitest";
import { lineConditions, orderConditions, orders } from "../../../../tests/factories/rules.ts";
import { compile } from "./compile.ts";
import type { Condition } from "./condition.ts";
import type { OrderFacts } from "./facts.ts";
import type { FieldKey } from "./fields.ts";
import { PLAIN_LINE, PLAIN_LOCATION, PLAIN_ORDER } from "./plain-order.ts";
import { not, UNKNOWN, type Truth } from "./truth.ts";

const ask = (condition: Condition, facts: OrderFacts): Truth => compile(condition).judge(facts, facts);

/** What is not known takes the plain value, but for distances: the nearest is the nearest of those that are known. */
function completed(facts: OrderFacts): OrderFacts {
  const fill = <Of extends object>(part: Of, from: object): Of =>
    Object.fromEntries(
      Object.entries(part).map(([key, value]) => [
        key,
        value === null && key !== "distance" ? (from as Record<string, unknown>)[key] : (value as unknown),
      ]),
    ) as Of;
  return {
    ...facts,
    order: fill(facts.order, PLAIN_ORDER.order),
    customer: fill(facts.customer, PLAIN_ORDER.customer),
    destination: fill(facts.destination, PLAIN_ORDER.destination),
    lines: facts.lines.map((line) => fill(line, PLAIN_LINE)),
    locations: facts.locations.map((location) => fill(location, PLAIN_LOCATION)),
  };
}

/** Whether it asks if something is known: the one question whose answer changes with what is known. */
const asksWhatIsKnown = (condition: Condition): boolean => /is(Unk|K)nown/.test(JSON.stringify(condition));

test("what can be told although something is unknown is not told otherwise once it is known", () => {
  fc.assert(
    fc.property(orderConditions, orders, (condition, facts) => {
      fc.pre(!asksWhatIsKnown(condition));
      const truth = ask(condition, facts);
      if (truth !== UNKNOWN) expect(ask(condition, completed(facts))).toBe(truth);
    }),
    { numRuns: 500 },
  );
});

test("fields are blamed when it cannot be told", () => {
  fc.assert(
    fc.property(orderConditions, orders, (condition, facts) => {
      const blamed = new Set<FieldKey>();
      const compiled = compile(condition);
      compiled.blame(facts, facts, blamed);
      if (compiled.judge(facts, facts) === UNKNOWN) expect(blamed.size).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test("not all is some not, and not any is all not", () => {
  fc.assert(
    fc.property(fc.array(orderConditions, { minLength: 1, maxLength: 3 }), orders, (parts: Condition[], facts) => {
      const opposites = parts.map((part) => ({ not: part }));
      expect(ask({ not: { all: parts } }, facts)).toBe(ask({ any: opposites }, facts));
      expect(ask({ not: { any: parts } }, facts)).toBe(ask({ all: opposites }, facts));
    }),
  );
});

test("none is like that when it is not so that any is, and all are when none is not", () => {
  fc.assert(
    fc.property(lineConditions, orders, (where, facts) => {
      expect(ask({ lines: "none", where }, facts)).toBe(not(ask({ lines: "any", where }, facts)));
      expect(ask({ lines: "all", where }, facts)).toBe(ask({ lines: "none", where: { not: where } }, facts));
    }),
  );
});
