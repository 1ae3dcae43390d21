import { expect, test } from "vitest";
import { safeError, safeText } from "./safe-error.ts";

test.each([
  ['invalid input syntax for type bigint: "Zenobia "the" Great"', 'invalid input syntax for type bigint: "…"'],
  ['invalid input value for enum mood: "Ana"', 'invalid input value for enum mood: "…"'],
  ["no mailbox for ana.pérez@correo.example, sorry", "no mailbox for [mail], sorry"],
  ["<ana@example.com>: user unknown", "<[mail]>: user unknown"],
  ["call +34 611 22 33 44 first", "call [telephone] first"],
  ["Unexpected token 'A', \"Ana Pérez,\" is not valid JSON", "Unexpected token 'A', \"…\" is not valid JSON"],
  [
    'Invalid `prisma.order.create()` invocation:\n\n{ data: { name: "Ana" } }\n    at here',
    "Invalid `prisma.order.create()` invocation: …\n    at here",
  ],
  ["order 6100000000001 of shop 17 took 34 ms", "order 6100000000001 of shop 17 took 34 ms"],
  [
    'new row for relation "shop_order" violates check constraint "x"',
    'new row for relation "shop_order" violates check constraint "x"',
  ],
])("%s is logged as %s", (text, logged) => {
  expect(safeText(text)).toBe(logged);
});

test("a text that holds a whole query is cut", () => {
  expect(safeText("x".repeat(5_000))).toHaveLength(2_001);
});

test("of an error only kind, code, text and place are told", () => {
  const error = Object.assign(new RangeError("duplicate key"), {
    code: "23505",
    detail: "Key (email)=(ana@example.com) already exists.",
    request: { body: "Ana" },
  });
  expect(Object.keys(safeError(error))).toEqual(["type", "code", "message", "stack"]);
  expect(JSON.stringify(safeError(error))).not.toMatch(/ana@|"Ana"/);
  expect(safeError("ana@example.com is away")).toEqual({ message: "[mail] is away" });
});
