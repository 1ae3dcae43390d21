import { expect, test } from "vitest";
import { snapshot } from "../../../tests/factories/routing-snapshot.ts";
import { FORMAT, packSnapshot, unpackSnapshot } from "./pack.server.ts";

const GIVEN = snapshot({ promisedAt: 1, refusals: [] });

test("a snapshot is the same after it was packed and unpacked", () => {
  expect(unpackSnapshot(FORMAT, packSnapshot(GIVEN))).toEqual(GIVEN);
});

test.each([
  ["another format", FORMAT + 1, packSnapshot(GIVEN)],
  ["nothing", FORMAT, Buffer.alloc(0)],
  ["half of it", FORMAT, packSnapshot(GIVEN).subarray(0, 60)],
  ["something else", FORMAT, Buffer.from("{}")],
])("what cannot be read is none: %s", (_, format, body) => {
  expect(unpackSnapshot(format, body)).toBeUndefined();
});
