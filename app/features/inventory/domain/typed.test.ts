import { expect, test } from "vitest";
import { readTyped, type Typed, type TypedState } from "./typed.ts";

const wrong = (code: "not_whole" | "too_many" | "below_zero"): Typed => ({ kind: "wrong", code });

test.each<[string, TypedState, Typed]>([
  ["8", "available", { kind: "set", units: 8 }],
  [" 08 ", "available", { kind: "set", units: 8 }],
  ["1,200", "available", { kind: "set", units: 1_200 }],
  ["+5", "on_hand", { kind: "add", units: 5 }],
  ["-3", "available", { kind: "add", units: -3 }],
  ["−9", "available", { kind: "add", units: -9 }],
  ["", "available", { kind: "unfinished" }],
  ["+", "available", { kind: "unfinished" }],
  ["1,2", "available", wrong("not_whole")],
  ["1.200", "available", wrong("not_whole")],
  ["ocho", "available", wrong("not_whole")],
  ["=1", "available", wrong("not_whole")],
  ["-6", "on_hand", wrong("below_zero")],
  ["1,000,000,001", "available", wrong("too_many")],
  ["+999999996", "available", wrong("too_many")],
])("%j over 5 %s is %o", (text, state, typed) => {
  expect(readTyped(text, state, 5, ",")).toEqual(typed);
});

test("thousands are separated as the reader's language does it", () => {
  expect(readTyped("1.200", "available", 5, ".")).toEqual({ kind: "set", units: 1_200 });
});
