import { expect, test } from "vitest";
import { asksForPersonal, metafieldsAskedFor } from "./asks-for.ts";
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

test("metafields that are asked for are named once each, of the order and of products apart", () => {
  const ask = (field: string, of: string) => ({ field, of, op: "isKnown" });
  const when = {
    all: [ask("order.metafieldText", "b.x"), { lines: "any", where: ask("line.metafieldNumber", "c.y") }],
  };
  const other = { not: { any: [ask("order.metafieldYesNo", "a.z"), ask("order.metafieldText", "b.x")] } };
  const gift = ask("order.attribute", "gift");
  expect(metafieldsAskedFor([rule({ when: when as never }), rule({ when: other as never })])).toEqual({
    order: ["a.z", "b.x"],
    product: ["c.y"],
  });
  expect(metafieldsAskedFor([rule({ when: gift as never })])).toEqual({ order: [], product: [] });
});

test("an attribute is personal, a tag is not", () => {
  const gift = { field: "order.attribute", of: "gift", op: "is", value: ["yes"] };
  const vip = { field: "order.tags", op: "hasAny", value: ["vip"] };
  expect(asksForPersonal([rule({ when: gift as never })])).toBe(true);
  expect(asksForPersonal([rule({ when: vip as never })])).toBe(false);
});
