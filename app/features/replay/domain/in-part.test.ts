import { describe, expect, test } from "vitest";
import { parseId, type RuleSetId, type RuleVersionId } from "../../../core/ids.ts";
import { pastDecision } from "../../../../tests/factories/past-decisions.ts";
import { DECIDED_AT, line, location, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import { PLAIN_ORDER } from "../../automation/domain/plain-order.ts";
import type { Rule } from "../../automation/domain/rule.ts";
import { decide } from "../../routing/domain/decide.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";
import type { PastDecision } from "./past-decision.ts";
import { replayAll, type Compared, type RulesOfWorld } from "./replay.ts";

/** Three of item 1, assigned to location 10, where two are; the third comes `more`. */
const first = (when: "wait" | "ship"): RoutingSnapshot =>
  snapshot({
    lines: [line(1, 1, 3)],
    locations: [location(10, 100)],
    stock: [stock(1, { 10: -1 })],
    inPart: { when },
  });

/** A decision of it, made from this. */
const past = (n: number, given: RoutingSnapshot, isLast: boolean): PastDecision => {
  const seen = { ...given, at: DECIDED_AT + n * 60_000 };
  return pastDecision(n, seen, decide(seen), { isLast });
};

const NO_RULES: RulesOfWorld = { routing: [], acting: null };
const SAME: Compared = { before: NO_RULES, after: NO_RULES };
const LETS: Rule = {
  ...{ id: "r", name: "In part", enabled: true, when: { all: [] } },
  then: [{ do: "ship", mode: "inPart" }],
};
const SET = {
  setId: parseId<RuleSetId>("1"),
  versionId: parseId<RuleVersionId>("1"),
  channels: [],
  rules: [LETS],
};

describe("an order that shipped in part", () => {
  const rest = { ...first("ship"), fulfillmentOrder: { ...first("ship").fulfillmentOrder, lines: [line(1, 1, 1)] } };

  test("has two parcels when its rest has come, and waits for nothing", () => {
    const came = { ...rest, stock: [stock(1, { 10: 0 })] };
    const { orders, totals } = replayAll(SAME, [past(1, first("ship"), false), past(2, came, true)]);
    expect(orders).toMatchObject([
      { change: "same", before: { unfilled: 0, parcels: [{ units: 2 }, { units: 1 }], outcome: "split" } },
    ]);
    expect(totals).toMatchObject({ before: { parcels: 2, unfilled: 0 }, doubts: { notReproduced: 0 } });
    const { totalMinor = 0 } = orders[0]?.before.cost ?? {};
    expect(totalMinor).toBe(2 * 500 + 75);
  });

  test("counts what has not come yet as units that ship from nowhere", () => {
    const { orders, totals } = replayAll(SAME, [past(1, first("ship"), true)]);
    expect(orders).toMatchObject([{ before: { outcome: "inPart", unfilled: 1, parcels: [{ units: 2 }] } }]);
    expect(totals).toMatchObject({ before: { unfilled: 1 } });
  });

  test("that was held as a whole under the other rules is one that ships in part, and its rest ships when reality got all of it", () => {
    const { order, customer, destination } = PLAIN_ORDER;
    const about = { order, customer, destination, lines: [], releasedHolds: [] };
    const waited = { ...first("wait"), about };
    const came = { ...waited, stock: [stock(1, { 10: 0 })] };
    const after = { routing: [{ since: 0, sets: [SET] }], acting: null };
    const compared = { before: NO_RULES, after };
    expect(replayAll(compared, [past(1, waited, true)]).orders).toMatchObject([
      { change: "inPart", before: { outcome: "hold", unfilled: 3 }, after: { outcome: "inPart", unfilled: 1 } },
    ]);
    expect(replayAll(compared, [past(1, waited, false), past(2, came, true)]).orders).toMatchObject([
      {
        change: "released",
        before: { waited: true, unfilled: 0, parcels: [{ units: 3 }] },
        after: { waited: false, unfilled: 0, parcels: [{ units: 2 }, { units: 1 }] },
      },
    ]);
  });
});
