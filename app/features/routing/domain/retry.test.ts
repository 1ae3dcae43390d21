import { describe, expect, test } from "vitest";
import { snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import type { HoldDirective, Release } from "../../automation/domain/directives.ts";
import { decide, type Held } from "./decide.ts";
import { hasEnded, retryAt } from "./retry.ts";

const HOUR = 3_600_000;
const hold = (release: Release): HoldDirective => ({ reason: "OTHER", note: "", release, by: "r" });
const held = (...releases: Release[]): Held => ({
  outcome: "hold",
  reason: "rule",
  holds: releases.map(hold),
  by: ["r"],
});
const NEVER = () => false;

describe("what ships nothing is tried again", () => {
  test("after six hours at the latest when something is missing, and not at all when it ships", () => {
    expect(retryAt(decide(snapshot({ stock: [stock(1, { 10: -1 })] })), 0)).toBe(6 * HOUR);
    expect(retryAt(decide(snapshot()), 0)).toBeNull();
  });

  test("when the last of its holds may end", () => {
    const moment = new Date(5 * HOUR).toISOString();
    expect(retryAt(held({ until: "hours", hours: 2 }, { until: "moment", at: moment }), 0)).toBe(5 * HOUR);
    expect(retryAt(held({ until: "condition", when: { all: [] } }), 0)).toBe(HOUR / 4);
  });

  test("never when a person has to release one of them", () => {
    expect(retryAt(held({ until: "hours", hours: 2 }, { until: "person" }), 0)).toBeNull();
  });
});

describe("a hold of a rule", () => {
  test("ends when its hours have passed, at the very moment, or when its condition is true", () => {
    const at = (release: Release, now: number, isTrue = NEVER) => hasEnded(hold(release), 0, now, isTrue);
    expect([at({ until: "hours", hours: 1 }, HOUR - 1), at({ until: "hours", hours: 1 }, HOUR)]).toEqual([false, true]);
    expect(at({ until: "moment", at: new Date(HOUR).toISOString() }, HOUR)).toBe(true);
    const condition: Release = { until: "condition", when: { all: [] } };
    expect([at(condition, HOUR), at(condition, 0, () => true)]).toEqual([false, true]);
    expect(at({ until: "person" }, 1_000 * HOUR)).toBe(false);
  });
});
