import { expect, test } from "vitest";
import { readPromiseMetafield } from "../../../../extensions/shared/promise-metafield.ts";
import { promiseMetafield, sameJson } from "./promise-metafield.ts";

const ACCESS = { key: "0123456789abcdef0123456789abcdef", api: "https://app.example/api/order-status" };
const PROMISE = {
  from: "2026-11-26",
  to: "2026-11-27",
  source: "carrier",
  reason: { code: "carrier_delay", params: { previous: "2026-11-25" } },
} as const;

test("what we write is what the extensions read", () => {
  expect(readPromiseMetafield(promiseMetafield(PROMISE, ACCESS))).toEqual({
    promise: PROMISE,
    pickup: null,
    access: ACCESS,
  });
});

test("more than 2 KB is refused", () => {
  const api = `https://app.example/${"x".repeat(2_000)}`;
  expect(() => promiseMetafield(PROMISE, { ...ACCESS, api })).toThrow(RangeError);
});

test("the same JSON in another spelling is the same; anything else is not", () => {
  expect(sameJson('{"a":1,"b":[{"c":null,"d":"x"}]}', '{ "b": [{"d":"x","c":null}], "a": 1.0 }')).toBe(true);
  expect(sameJson('{"a":1}', '{"a":"1"}')).toBe(false);
  expect(sameJson('{"a":[1,2]}', '{"a":[2,1]}')).toBe(false);
  expect(sameJson("{}", "not json")).toBe(false);
  expect(sameJson("not json", "not json")).toBe(false);
});
