import type { Step } from "../../app/features/automation/domain/actions.ts";
import type { Condition } from "../../app/features/automation/domain/condition.ts";
import type { FindingCode } from "../../app/features/automation/domain/lint/finding.ts";
import type { Rule, RuleSet } from "../../app/features/automation/domain/rule.ts";
import type { Chance } from "./chance.ts";

/** Sets with a fault that is one of the set as a whole, and their like without it. */
export interface FaultySet {
  readonly set: RuleSet;
  /** Null: nothing is wrong with it. */
  readonly expected: FindingCode | null;
}

const eur = (minor: number) => ({ minor, currency: "EUR" });
const tagged = (...value: string[]): Condition => ({ field: "order.tags", op: "hasAnyOf", value });
const untagged = (...value: string[]): Condition => ({ field: "order.tags", op: "hasNoneOf", value });
const isB2B = (value: boolean): Condition => ({ field: "order.isB2B", op: "is", value });
const kind = (...value: ("store" | "warehouse" | "service")[]): Condition<"location"> => ({
  field: "location.kind",
  op: "isOneOf",
  value,
});
const add = (tag: string): Step => ({ do: "addTag", tag });
const remove = (tag: string): Step => ({ do: "removeTag", tag });

const rulesOf = (...rules: readonly { readonly when: Condition; readonly then: readonly Step[] }[]): Rule[] =>
  rules.map((rule, index) => ({ id: `r${index}`, name: `r${index}`, enabled: true, ...rule }));

function setOf(trigger: RuleSet["trigger"], handlesAll: boolean, rules: readonly Rule[]): RuleSet {
  return { trigger, channels: [], handlesAll, rules };
}

/** Bands of totals for companies and for people; one of them is left out, or a little of one, or none. */
export function bandedSet({ below, oneOf }: Chance): FaultySet {
  const bounds = [0, 1_000 + below(4_000), 6_000 + below(4_000), 12_000];
  const missing = below(8) - 2;
  const bands = [false, true].flatMap((value) =>
    bounds.map((from, index): Condition => {
      const to = bounds[index + 1];
      const band: Condition =
        to === undefined
          ? { field: "order.total", op: "isAtLeast", value: eur(from) }
          : { field: "order.total", op: "isBetween", value: { from: eur(from), to: eur(to - 1) } };
      return { all: [isB2B(value), band] };
    }),
  );
  const then: readonly Step[] = [{ do: "priority", level: 3 }];
  const rules = rulesOf(...bands.filter((_, index) => index !== missing).map((when) => ({ when, then })));
  const catchAll = missing >= 0 && oneOf([false, false, true]);
  const all = catchAll
    ? [...rules, { id: "rest", name: "rest", enabled: true, when: { all: [] }, then: [add("rest")] }]
    : rules;
  return { set: setOf("order.routing", true, all), expected: missing >= 0 && !catchAll ? "unhandled" : null };
}

/** Rules about locations that leave none to some orders, or always one. The shop: tests/factories/seeded-rules.ts. */
export function placingSet({ oneOf }: Chance): FaultySet {
  const everything: Condition = { all: [] };
  const require = (where: Condition<"location">): Step => ({ do: "requireLocations", where });
  const exclude = (where: Condition<"location">): Step => ({ do: "excludeLocations", where });
  const at = (...value: string[]): Condition<"location"> => ({ field: "location.location", op: "isOneOf", value });
  const [expected, rules] = oneOf<readonly [FindingCode | null, Rule[]]>([
    [
      "noLocation",
      rulesOf(
        { when: everything, then: [exclude(at("1", "2"))] },
        { when: tagged("vip"), then: [exclude(at("3", "4"))] },
      ),
    ],
    [
      "noLocation",
      rulesOf({ when: everything, then: [require({ field: "location.country", op: "isOneOf", value: ["FR"] })] }),
    ],
    [
      "noLocation",
      rulesOf(
        { when: isB2B(true), then: [require(kind("warehouse", "service"))] },
        { when: { all: [] }, then: [exclude({ field: "location.isOpen", op: "is", value: false })] },
      ),
    ],
    [
      "noLocation",
      rulesOf({ when: everything, then: [require({ field: "location.isSameCountry", op: "is", value: true })] }),
    ],
    [null, rulesOf({ when: everything, then: [exclude(kind("store"))] })],
    [
      null,
      rulesOf(
        { when: everything, then: [require(kind("store", "warehouse"))] },
        { when: tagged("vip"), then: [exclude(at("2", "3"))] },
      ),
    ],
    [
      null,
      rulesOf(
        { when: isB2B(true), then: [exclude(at("1", "2"))] },
        { when: isB2B(false), then: [exclude(at("3", "4"))] },
        { when: { not: { field: "order.isB2B", op: "isKnown" } }, then: [add("x")] },
      ),
    ],
  ]);
  return { set: setOf("order.routing", true, rules), expected };
}

/** Rules that are run again by what they do, in rings of one to four, and rules that come to rest. */
export function ringSet({ below, oneOf }: Chance): FaultySet {
  const length = 2 + below(3);
  const extras: readonly Condition[] = [
    isB2B(true),
    { field: "order.total", op: "isMoreThan", value: eur(1_000 * below(50)) },
    { field: "destination.country", op: "isOneOf", value: ["ES", "FR"] },
    { lines: "any", where: { field: "line.sku", op: "isOneOf", value: ["A"] } },
  ];
  /** Each takes the order's tag away and puts on the next one's; the last puts on the first one's, or nothing. */
  const handOn = (isClosed: boolean) =>
    rulesOf(
      ...Array.from({ length }, (_, index) => {
        const next = index + 1 < length ? [add(`t${index + 1}`)] : isClosed ? [add("t0")] : [];
        return {
          when: { all: [tagged(`t${index}`), extras[index] ?? isB2B(true)] },
          then: [remove(`t${index}`), ...next],
        };
      }),
    );
  const [expected, rules] = oneOf<readonly [FindingCode | null, Rule[]]>([
    ["cycle", handOn(true)],
    ["cycle", handOn(true)],
    [
      "cycle",
      rulesOf(
        { when: untagged("x"), then: [add("x")] },
        { when: { all: [tagged("X"), isB2B(true)] }, then: [remove("x")] },
      ),
    ],
    [
      "cycle",
      rulesOf({ when: oneOf([isB2B(true), { all: [] }, tagged("a")]), then: [{ do: "addNote", text: "seen" }] }),
    ],
    [null, handOn(false)],
    [null, rulesOf({ when: untagged("x"), then: [add("x")] })],
    [null, rulesOf({ when: { all: [] }, then: [add("x")] }, { when: tagged("y"), then: [remove("y")] })],
    [
      null,
      rulesOf({ when: { field: "order.hasNote", op: "is", value: false }, then: [{ do: "addNote", text: "seen" }] }),
    ],
    [
      null,
      rulesOf(
        { when: untagged("x", "y"), then: [add("x")] },
        { when: { all: [tagged("x"), isB2B(false)] }, then: [remove("x"), add("y")] },
      ),
    ],
  ]);
  return { set: setOf("order.changed", false, rules), expected };
}
