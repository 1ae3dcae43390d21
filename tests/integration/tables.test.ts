import { expect, test } from "vitest";
import { EFFECTS } from "../../app/core/effects.ts";
import { LANES } from "../../app/core/lanes.ts";
import { EFFECT_HANDLERS, LANE_RUNNERS } from "../../app/jobs.server.ts";

test("every effect of the table has a handler of its kind, and no handler is without a row", () => {
  expect([...EFFECT_HANDLERS.keys()].sort()).toEqual(Object.keys(EFFECTS).sort());
});

test("every lane has a runner, except the lease of the token", () => {
  expect(Object.keys(LANE_RUNNERS).sort()).toEqual(
    Object.keys(LANES)
      .filter((lane) => lane !== "token")
      .sort(),
  );
});
