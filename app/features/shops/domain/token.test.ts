import { describe, expect, test } from "vitest";
import { lasts, readRefreshAnswer } from "./token.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const ANSWER = {
  access_token: "shpat_new",
  scope: "read_orders",
  expires_in: 3600,
  refresh_token: "shprt_new",
  refresh_token_expires_in: 7_776_000,
};

describe("the answer to a refresh", () => {
  test("gives a pair whose lifetimes count from now", () => {
    expect(readRefreshAnswer(200, ANSWER, NOW)).toEqual({
      kind: "granted",
      pair: {
        accessToken: "shpat_new",
        scope: "read_orders",
        expiresAt: new Date("2026-11-21T13:00:00Z"),
        refreshToken: "shprt_new",
        refreshTokenExpiresAt: new Date("2027-02-19T12:00:00Z"),
      },
    });
  });

  test.each(Object.keys(ANSWER))("without %s is no answer: the old pair is kept and asked with again", (key) => {
    expect(readRefreshAnswer(200, { ...ANSWER, [key]: undefined }, NOW)).toEqual({ kind: "later", status: 200 });
  });

  test.each([
    [400, { error: "invalid_grant" }, "refused"],
    [401, { error: "invalid_request" }, "refused"],
    [403, null, "refused"],
    [400, { error: "invalid_client" }, "ourFault"],
    [400, { error: "application_cannot_be_found" }, "ourFault"],
    [402, null, "shopAway"],
    [404, null, "shopAway"],
    [423, null, "shopAway"],
    [429, null, "later"],
    [500, "<html>", "later"],
  ])("%i %j means %s", (status, body, kind) => {
    expect(readRefreshAnswer(status, body, NOW)).toEqual({ kind, status });
  });
});

test("a token lasts while more than the margin is left", () => {
  expect(lasts(new Date("2026-11-21T12:05:00Z"), NOW, 5 * 60_000)).toBe(false);
  expect(lasts(new Date("2026-11-21T12:05:01Z"), NOW, 5 * 60_000)).toBe(true);
  expect(lasts(null, NOW, 5 * 60_000)).toBe(true);
});
