import { expect, test } from "vitest";
import { asksForPersonal } from "./asks-for.ts";
import type { Rule } from "./rule.ts";

const rule = (given: Partial<Rule>): Rule => ({
  id: "r",
  name: "R",
  enabled: true,
  when: { all: [] },
  then: [],
  ...given,
});
const MADRID = { field: "destination.postalCode", op: "is", value: ["28*"] } as const;

test("something personal is found however deep, in what a rule asks and in what it does", () => {
  const asked = rule({ when: { any: [{ not: { all: [MADRID as never] } }] } });
  const done = rule({
    then: [
      { do: "hold", reason: "OTHER", note: "", release: { until: "condition", when: { all: [MADRID as never] } } },
    ],
  });
  for (const one of [asked, done]) expect(asksForPersonal([rule({}), one])).toBe(true);
});

test("a value that reads like a field is none", () => {
  const text = { field: "order.shippingTitle", op: "is", value: ["destination.postalCode"] };
  expect(asksForPersonal([rule({ when: text as never, name: "destination.postalCode" })])).toBe(false);
});

test("an attribute is personal, a tag is not", () => {
  const gift = { field: "order.attribute", of: "gift", op: "is", value: ["yes"] };
  const vip = { field: "order.tags", op: "hasAny", value: ["vip"] };
  expect(asksForPersonal([rule({ when: gift as never })])).toBe(true);
  expect(asksForPersonal([rule({ when: vip as never })])).toBe(false);
});
