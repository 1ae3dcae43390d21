import { expect, test } from "vitest";
import { barOf, type Open } from "./bar.ts";

const OPEN: Open = {
  status: "OPEN",
  isRest: false,
  requestStatus: "UNSUBMITTED",
  deliveryMethod: "SHIPPING",
  holds: [],
  lines: [{ remaining: 1 }],
  order: { cancelled: false },
  caseStatus: "decided",
  hasParcel: false,
  isBegun: false,
};

test.each<[string, Partial<Open>]>([
  ["an open order that was decided", {}],
  ["one that our own move made", { caseStatus: "ours" }],
  ["what is left of one that has shipped in part", { status: "IN_PROGRESS", isRest: true }],
  ["one that we hold", { status: "ON_HOLD", holds: [{ ours: true }] }],
  ["local delivery, whose rules may hold it", { deliveryMethod: "LOCAL" }],
])("other rules may decide %s", (_, open) => {
  expect(barOf({ ...OPEN, ...open })).toBeNull();
});

test.each<[NonNullable<ReturnType<typeof barOf>>, Partial<Open>]>([
  ["gone", { status: "CLOSED" }],
  ["gone", { order: { cancelled: true } }],
  ["gone", { lines: [{ remaining: 0 }] }],
  ["gone", { status: "A_NEW_STATUS" }],
  ["gone", { status: "IN_PROGRESS" }],
  ["packed", { hasParcel: true }],
  ["begun", { isBegun: true }],
  ["requested", { requestStatus: "SUBMITTED" }],
  ["held", { status: "ON_HOLD", holds: [{ ours: true }, { ours: false }] }],
  ["notRouted", { deliveryMethod: "PICK_UP" }],
  ["pinned", { caseStatus: "pinned" }],
  ["undecided", { caseStatus: "due" }],
  ["undecided", { caseStatus: null }],
])("an order is left alone: %s %o", (bar, open) => {
  expect(barOf({ ...OPEN, ...open })).toBe(bar);
});
