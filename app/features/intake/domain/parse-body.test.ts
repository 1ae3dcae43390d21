import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MalformedBody, parseBody } from "./parse-body.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the body of a webhook", () => {
  test("keeps every digit of an id beyond 2^53, at any depth", () => {
    expect(parseBody(bytes('{"id":9007199254740993,"lines":[{"id":18446744073709551615}]}'))).toEqual({
      id: "9007199254740993",
      lines: [{ id: "18446744073709551615" }],
    });
  });

  test("any 64-bit id comes back digit by digit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (id) => {
        expect(String(parseBody(bytes(`{"id":${id}}`))["id"])).toBe(String(id));
      }),
    );
  });

  test.each([
    ["not JSON", bytes("{")],
    ["an array", bytes("[1]")],
    ["a bare string", bytes('"x"')],
    ["nothing", bytes("")],
    ["bytes that are not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d])],
  ])("%s is malformed", (_name, body) => {
    expect(() => parseBody(body)).toThrow(MalformedBody);
  });
});
