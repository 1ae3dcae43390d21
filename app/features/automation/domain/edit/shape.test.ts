import { describe, expect, test } from "vitest";
import { operatorsOf } from "../condition-schema.ts";
import { FIELD_KEYS, fieldOf } from "../fields.ts";
import type { TypeName } from "../values.ts";
import { blankLeaf, shapeOf, withOperator, type Shape } from "./shape.ts";

/** A value of each type, as the builder makes it. */
const ONE: Readonly<Record<TypeName, unknown>> = {
  yesNo: true,
  whole: 3,
  money: { minor: 1_250, currency: "EUR" },
  weight: 500,
  distance: 12.5,
  hours: 1.5,
  minutes: 30,
  percent: 80,
  decimal: -2.5,
  text: "x",
  choice: "x",
  set: "x",
  postalCode: "28*",
  moment: "2026-11-22T09:00:00.000Z",
  timeOfDay: "09:00",
  date: "2026-11-22",
};
const LATER: Partial<typeof ONE> = { timeOfDay: "10:00" };

function filled(type: TypeName, shape: Shape, choice: string | undefined): unknown {
  const one = choice ?? ONE[type];
  switch (shape) {
    case "nothing":
      return undefined;
    case "one":
    case "part":
      return one;
    case "range":
      return { from: one, to: LATER[type] ?? one };
    case "list":
      return [one];
    case "span":
      return { amount: 3, unit: "days" };
  }
}

describe("what the builder asks for", () => {
  test.each(FIELD_KEYS)("fits every operator of %s", (key) => {
    const field = fieldOf(key);
    for (const [op, schema] of operatorsOf(field)) {
      const value = filled(field.type, shapeOf(op), field.choices?.[0]);
      expect([op, schema === null ? value === undefined : schema.safeParse(value).success]).toEqual([op, true]);
    }
  });

  test("an operator compared with a list has no other schema than a list's", () => {
    for (const key of FIELD_KEYS)
      for (const [op, schema] of operatorsOf(fieldOf(key)))
        if (schema !== null) expect([op, schema.safeParse([]).success]).toEqual([op, false]);
  });
});

describe("another operator", () => {
  const asked = (from: Parameters<typeof blankLeaf>[0], op: string, value: unknown, to: string) =>
    withOperator({ ...blankLeaf(from, op, "EUR"), value }, to, "EUR").value;

  test("of the same shape keeps what is compared with", () => {
    expect(asked("order.units", "is", 3, "isMoreThan")).toBe(3);
    expect(asked("order.tags", "hasAnyOf", ["vip"], "hasNoneOf")).toEqual(["vip"]);
  });

  test("of two ends begins with the one there was, and back", () => {
    expect(asked("order.units", "is", 3, "isBetween")).toEqual({ from: 3, to: 3 });
    expect(asked("order.units", "isBetween", { from: 3, to: 9 }, "is")).toBe(3);
  });

  test("of a list begins with the text there was, and back", () => {
    expect(asked("order.shippingTitle", "contains", "exp", "isOneOf")).toEqual(["exp"]);
    expect(asked("order.shippingTitle", "isOneOf", ["exp", "24"], "startsWith")).toBe("exp");
  });

  test("that is compared with nothing has no value, and the next begins anew", () => {
    const none = withOperator({ ...blankLeaf("order.weight", "is", "EUR"), value: 5 }, "isKnown", "EUR");
    expect(none).toStrictEqual({ field: "order.weight", op: "isKnown" });
    expect(withOperator(blankLeaf("order.total", "isKnown", "EUR"), "is", "EUR").value).toEqual({ currency: "EUR" });
  });
});
