import { expect, test } from "vitest";
import type { DueQuestion } from "./due.ts";
import { isDue } from "./due.ts";

const question: DueQuestion = {
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  deliveryMethod: "SHIPPING",
  remainingQuantity: 1,
  hasForeignHold: false,
  alreadyDecided: false,
  pinned: false,
};

test.each(["SHIPPING", "LOCAL"])("an open, untouched fulfillment order for %s is decided", (deliveryMethod) => {
  expect(isDue({ ...question, deliveryMethod })).toEqual({ decide: true });
});

test.each([
  ["in progress", { status: "IN_PROGRESS" }, "notOpen"],
  ["in a status we do not know", { status: "TELEPORTED" }, "notOpen"],
  ["with a fulfillment service", { requestStatus: "SUBMITTED" }, "requested"],
  ["for pickup", { deliveryMethod: "PICK_UP" }, "deliveryMethod"],
  ["without a delivery method", { deliveryMethod: null }, "deliveryMethod"],
  ["with nothing left to ship", { remainingQuantity: 0 }, "nothingLeft"],
  ["that somebody placed", { pinned: true }, "pinned"],
  ["that was decided before", { alreadyDecided: true }, "alreadyDecided"],
])("one %s is not", (_, override, code) => {
  expect(isDue({ ...question, ...override })).toEqual({ decide: false, code });
});

test("a hold of somebody else is told as the hold, not as the status it causes", () => {
  expect(isDue({ ...question, status: "ON_HOLD", hasForeignHold: true })).toEqual({ decide: false, code: "held" });
});
