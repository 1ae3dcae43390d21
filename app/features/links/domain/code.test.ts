import fc from "fast-check";
import { expect, test } from "vitest";
import { readCode, writeCode } from "./code.ts";

test("a code is read as it was written, however somebody types it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const code = writeCode(bytes);
      const plain = readCode(code);
      expect(plain).toHaveLength(26);
      expect(readCode(` ${code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l").replaceAll("-", " ")}`)).toBe(
        plain,
      );
    }),
  );
});

test("different bytes are different codes; what is no code is none", () => {
  expect(writeCode(new Uint8Array(16).fill(255))).toBe("7ZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZZ");
  expect(writeCode(new Uint8Array(16))).toBe("00000-00000-00000-00000-000000");
  expect(readCode("")).toBeUndefined();
  expect(readCode("7ZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZU")).toBeUndefined();
});
