import { describe, expect, test } from "vitest";
import { PLAIN_LINE, PLAIN_LOCATION, PLAIN_ORDER } from "../plain-order.ts";
import type { Rule } from "../rule.ts";
import { witnessRows } from "./witness.ts";

const WITNESS = { ...PLAIN_ORDER, lines: [PLAIN_LINE], locations: Array.from({ length: 8 }, () => PLAIN_LOCATION) };
const rule = (change: Partial<Rule>): Rule => ({
  ...{ id: "r", name: "r", enabled: true, when: { all: [] }, then: [{ do: "forbidSplit" }] },
  ...change,
});
const told = (...rules: Rule[]) =>
  witnessRows(rules, WITNESS).map(({ about, index, field, value }) => `${about} ${index} ${field} ${String(value)}`);

describe("a witness order, for people to read", () => {
  test("shows what the rules ask about, each once, and what every order is known by", () => {
    const risk = { field: "order.risk", op: "isOneOf", value: ["CANCEL"] } as const;
    const vendor = { lines: "any", where: { field: "line.quantity", op: "isMoreThan", value: 1 } } as const;
    expect(told(rule({ when: { all: [risk, vendor] } }), rule({ when: { not: risk } }))).toEqual([
      "order 0 order.risk ACCEPT",
      "order 0 order.total 5000",
      "order 0 order.channel web",
      "order 0 destination.country ES",
      "line 0 line.quantity 1",
    ]);
  });

  test("shows some locations when an action or a release speaks of any", () => {
    const open = { field: "location.isOpen", op: "is", value: true } as const;
    const require = rule({ then: [{ do: "requireLocations", where: open }] });
    const wait = rule({
      then: [
        {
          ...{ do: "hold", reason: "OTHER", note: "" },
          release: { until: "condition", when: { locations: "any", where: open } },
        },
      ],
    });
    for (const each of [require, wait])
      expect(told(each).filter((row) => row.startsWith("location") && row.includes("isOpen"))).toHaveLength(5);
  });

  test("says which metafield, and that it is not known", () => {
    const unknown = { field: "order.metafieldNumber", of: "custom.score", op: "isMoreThan", value: 1 } as const;
    expect(witnessRows([rule({ when: unknown })], WITNESS)[0]).toEqual({
      ...{ about: "order", index: 0, field: "order.metafieldNumber" },
      ...{ of: "custom.score", value: null },
    });
  });
});
