import { expect, test } from "vitest";
import { becameOf } from "./became.ts";

const CHOSEN = { status: "OPEN", caseStatus: "due", outcome: null, intents: [] } as const;

test.each<[ReturnType<typeof becameOf>, Partial<Parameters<typeof becameOf>[0]>]>([
  ["waits", {}],
  ["waits", { status: "ON_HOLD", caseStatus: "decided" }],
  ["packed", { caseStatus: "decided" }],
  ["gone", { status: "CLOSED", caseStatus: null }],
  ["gone", { status: null, caseStatus: null }],
  ["gone", { status: "CLOSED", caseStatus: "decided", outcome: "unroutable" }],
  ["gone", { status: "CLOSED", caseStatus: "decided", outcome: "move", intents: ["refused"] }],
  ["overtaken", { caseStatus: "pinned", outcome: "move", intents: ["cancelled"] }],
  ["underWay", { caseStatus: "decided", outcome: "split", intents: ["done", "waiting"] }],
  ["refused", { outcome: "move", intents: ["refused"] }],
  ["refused", { caseStatus: "decided", outcome: "move", intents: ["asks"] }],
  ["shown", { caseStatus: "decided", outcome: "move" }],
  ["stay", { caseStatus: "decided", outcome: "stay" }],
  ["move", { caseStatus: "ours", outcome: "move", intents: ["done"] }],
  ["inPart", { status: "ON_HOLD", caseStatus: "decided", outcome: "inPart", intents: ["done", "done"] }],
  ["shown", { caseStatus: "decided", outcome: "inPart" }],
  ["hold", { status: "ON_HOLD", caseStatus: "decided", outcome: "hold", intents: ["done"] }],
  ["unroutable", { caseStatus: "decided", outcome: "unroutable" }],
])("a chosen order became %s: %o", (became, now) => {
  expect(becameOf({ ...CHOSEN, ...now })).toBe(became);
});
