import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { isSameText } from "./same-text.server.ts";

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

test("a text is the same only as it is written, although a decoder reads the same bytes from another", () => {
  const right = randomBytes(16).toString("base64url");
  const last = SIGNS.indexOf(right.at(-1) ?? "");
  const twin = right.slice(0, -1) + (SIGNS[last + 1] ?? "");
  expect(Buffer.from(twin, "base64url")).toEqual(Buffer.from(right, "base64url"));
  expect(isSameText(right, right)).toBe(true);
  expect(isSameText(right, twin)).toBe(false);
});

test.each(["", "abc", "abcd ", "abcé", "ABCD"])("%j is not abcd", (given) => {
  expect(isSameText("abcd", given)).toBe(false);
});
