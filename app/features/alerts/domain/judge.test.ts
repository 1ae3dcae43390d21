import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AlertRuleId, InventoryItemId, LocationId } from "../../../core/ids.ts";
import { judge, type Alarm, type AlertSubject } from "./judge.ts";
import { KINDS, MOST, type AlertRule, type Kind } from "./rule.ts";

const here = "7" as LocationId;
const mug: AlertSubject = {
  itemId: "1" as InventoryItemId,
  locationId: here,
  vendor: "Vend",
  tags: ["a", "b"],
  available: 10,
  cover: { days: 10, sureDays: 6 },
  gone: null,
};
const rule = (id: number, kind: Kind, amount: number, change: Partial<AlertRule> = {}): AlertRule => ({
  ruleId: String(id) as AlertRuleId,
  scope: "all",
  itemId: null,
  locationId: null,
  label: "",
  pooled: false,
  kind,
  amount,
  ...change,
});
const open: Alarm = { kind: "low", ruleId: "1" as AlertRuleId };

test.each([
  ["days", 10, true],
  ["days", 9, false],
  ["sureDays", 6, true],
  ["sureDays", 5, false],
  ["units", 10, true],
  ["units", 9, false],
  ["out", 0, false],
] as const)("with ten left for ten days, six of them sure, a rule of %s %i tells: %s", (kind, amount, tells) => {
  expect(judge(mug, [rule(1, kind, amount)], null)).toEqual(tells ? open : null);
});

test("the most exact rule counts, also when it is the quieter one; of two tags the one that tells", () => {
  const loud = [rule(1, "units", 99), rule(2, "units", 98, { scope: "location", locationId: here })];
  expect(judge(mug, loud, null)).toMatchObject({ ruleId: "2" });
  expect(judge(mug, [...loud, rule(3, "units", 1, { scope: "vendor", label: "Vend" })], null)).toBeNull();
  const tags = [rule(4, "units", 5, { scope: "tag", label: "a" }), rule(5, "units", 50, { scope: "tag", label: "b" })];
  expect(judge(mug, [...loud, ...tags], null)).toMatchObject({ ruleId: "5" });
});

test("locations that sell online together have rules of their own", () => {
  const pooled = rule(1, "units", 50, { pooled: true });
  expect(judge(mug, [pooled], null)).toBeNull();
  expect(judge({ ...mug, locationId: null }, [pooled, rule(2, "units", 99)], null)).toMatchObject({ ruleId: "1" });
});

describe("a stock-out", () => {
  const gone: AlertSubject = { ...mug, available: -2, cover: { days: 0, sureDays: 0 } };
  test.each(KINDS.map((kind) => [kind]))("is told by a rule of %s", (kind) => {
    expect(judge(gone, [rule(1, kind, Math.min(3, MOST[kind]))], null)).toEqual({ ...open, kind: "out" });
  });

  test("of something that never sold is no matter of days", () => {
    expect(judge({ ...gone, cover: null }, [rule(1, "days", 30)], null)).toBeNull();
    expect(judge({ ...gone, cover: null }, [rule(1, "out", 0)], null)).toMatchObject({ kind: "out" });
  });

  test("stays told when its last sales are too long ago to count", () => {
    expect(judge({ ...gone, cover: null }, [rule(1, "days", 30)], open)).toEqual({ ...open, kind: "out" });
  });
});

describe("an open alert", () => {
  test.each([
    ["units", 5, { available: 6 }, open],
    ["units", 5, { available: 7 }, { closed: "above" }],
    ["units", 100, { available: 110 }, open],
    ["units", 100, { available: 111 }, { closed: "above" }],
    ["days", 20, { cover: { days: 22, sureDays: 1 } }, open],
    ["days", 20, { cover: { days: 22.1, sureDays: 1 } }, { closed: "above" }],
    ["days", 20, { cover: null }, { closed: "above" }],
    ["out", 0, { available: 1 }, { closed: "above" }],
    ["units", 5, { gone: "untracked" }, { closed: "untracked" }],
    ["units", 5, { gone: "notActive" }, { closed: "notActive" }],
  ] as const)("of %s %i with %j", (kind, amount, change, becomes) => {
    expect(judge({ ...mug, ...change }, [rule(1, kind, amount)], open)).toEqual(becomes);
  });

  test("closes when no rule speaks of it, and opens again at the line of another one only", () => {
    expect(judge(mug, [], open)).toEqual({ closed: "rule" });
    expect(judge(mug, [rule(2, "units", 9)], open)).toEqual({ closed: "above" });
  });
});

test("nothing that goes up and down by one at its line opens twice", () => {
  const kind = fc.constantFrom("units" as const, "days" as const);
  fc.assert(
    fc.property(kind, fc.integer({ min: 1, max: 300 }), fc.array(fc.boolean()), (of, amount, moves) => {
      let told: Alarm | null = null;
      let opened = 0;
      for (const up of [false, ...moves]) {
        const value = up ? amount + 1 : amount;
        const verdict = judge(
          { ...mug, available: value, cover: { days: value, sureDays: 0 } },
          [rule(1, of, amount)],
          told,
        );
        const next = verdict && !("closed" in verdict) ? verdict : null;
        if (next && !told) opened += 1;
        told = next;
      }
      expect(opened).toBe(1);
    }),
  );
});
