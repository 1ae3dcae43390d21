import { expect, test } from "vitest";
import { asksFor } from "./asks-for.ts";
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

test("a field is found however deep, in what a rule asks and in what it does", () => {
  const asked = rule({ when: { any: [{ not: { all: [MADRID as never] } }] } });
  const done = rule({
    then: [
      { do: "hold", reason: "OTHER", note: "", release: { until: "condition", when: { all: [MADRID as never] } } },
    ],
  });
  for (const one of [asked, done]) expect(asksFor([rule({}), one], "destination.postalCode")).toBe(true);
});

test("a value that reads like a field is none", () => {
  const text = { field: "order.shippingTitle", op: "is", value: ["destination.postalCode"] };
  expect(asksFor([rule({ when: text as never, name: "destination.postalCode" })], "destination.postalCode")).toBe(
    false,
  );
});
