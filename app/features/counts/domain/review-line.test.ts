import { expect, test } from "vitest";
import { reviewLine } from "./review-line.ts";
import type { Movement } from "./since-count.ts";

const at = (minute: number) => new Date(minute * 60_000);
const shipped = (minute: number, onHand: number): Movement => ({
  cause: "shipped",
  documentKind: "order",
  onHand,
  since: null,
  occurredAt: at(minute),
});
const line = { counted: 9, firstAt: at(10), countedAt: at(20) };

test("what was expected is what Shopify had at the moment of the count", () => {
  expect(reviewLine(line, { onHand: 8, expected: 8 }, [shipped(30, -2)])).toEqual({
    expected: 10,
    difference: -1,
    since: -2,
    movedMeanwhile: false,
    doubtful: false,
    unexplained: false,
  });
});

test("units that moved between the first and the last scan are told", () => {
  expect(reviewLine(line, { onHand: 8, expected: 7 }, [shipped(15, -1)])).toMatchObject({
    movedMeanwhile: true,
    unexplained: true,
  });
});
