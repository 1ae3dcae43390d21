import { expect, test } from "vitest";
import { snapshot } from "../../../tests/factories/routing-snapshot.ts";
import { DEFAULT_IN_PART } from "../routing/domain/public.ts";
import { FORMAT, packSnapshot, unpackSnapshot } from "./pack.server.ts";

const GIVEN = snapshot({ promisedAt: 1, refusals: [] });

test("a snapshot is the same after it was packed and unpacked", () => {
  expect(unpackSnapshot(FORMAT, packSnapshot(GIVEN))).toEqual(GIVEN);
});

test("one of format 1 is of a shop in which everything waited for what was missing", () => {
  const { inPart: _, canPart: __, ...older } = GIVEN;
  const packed = packSnapshot(older as typeof GIVEN);
  expect(unpackSnapshot(1, packed)).toEqual({ ...older, inPart: DEFAULT_IN_PART, canPart: false });
});

test.each([
  ["another format", FORMAT + 1, packSnapshot(GIVEN)],
  ["nothing", FORMAT, Buffer.alloc(0)],
  ["half of it", FORMAT, packSnapshot(GIVEN).subarray(0, 60)],
  ["something else", FORMAT, Buffer.from("{}")],
])("what cannot be read is none: %s", (_, format, body) => {
  expect(unpackSnapshot(format, body)).toBeUndefined();
});
