import { describe, expect, test } from "vitest";
import { backoffMs, MOST_TRIES, triesAfter } from "./backoff.ts";

const fault = { lost: false, lookedUp: false, wished: false };

describe("the tries of an intent", () => {
  test("an outage of hours never asks a person: waits grow to minutes, tries stay below the limit", () => {
    let tries = 0;
    for (let failed = 0; failed < 500; failed += 1) tries = triesAfter(tries, fault);
    expect(tries).toBeLessThan(MOST_TRIES);
    expect(backoffMs(tries)).toBe(512_000);
  });

  test("a look-up that failed, and a wish to come back later, count nothing", () => {
    expect(triesAfter(4, { ...fault, lookedUp: true })).toBe(4);
    expect(triesAfter(4, { ...fault, wished: true })).toBe(4);
  });

  test("answers that are lost again and again ask a person in the end", () => {
    let tries = 0;
    for (let lost = 0; lost < MOST_TRIES; lost += 1) tries = triesAfter(tries, { ...fault, lost: true });
    expect(tries).toBe(MOST_TRIES);
  });
});

test("the wish of the other side wins when it is longer", () => {
  expect(backoffMs(1)).toBe(2_000);
  expect(backoffMs(1, 30_000)).toBe(30_000);
  expect(backoffMs(20)).toBe(600_000);
});
