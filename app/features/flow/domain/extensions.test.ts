import { expect, test } from "vitest";
import { readFlowExtensions } from "../../../../tests/devshop/flow/flow.ts";
import { ACTIONS } from "./actions.ts";
import { payloadOf, TRIGGERS, type TriggerFields } from "./triggers.ts";

const EXAMPLES: TriggerFields = {
  "order-held": { order_id: "1", reason: "rule" },
  "promise-at-risk": { order_id: "1", risk: "silent", deadline: "2026-11-02T09:00:00.000Z" },
  "drift-found": { product_id: "1", sku: "CAM-1", location: "Madrid", units: -2 },
  "stock-low": { product_id: "1", sku: "CAM-1", location: "", state: "low", available: 3 },
};
const ofType = (type: string) => readFlowExtensions().filter((each) => each.type === type);

test("each trigger has an extension with just the fields that are sent", () => {
  const declared = ofType("flow_trigger").map(({ handle, fields }) => [handle, fields.map(({ key }) => key).sort()]);
  const sent = TRIGGERS.map((trigger) => [trigger, Object.keys(payloadOf(EXAMPLES[trigger])).sort()]);
  expect(declared.sort()).toEqual(sent.sort());
});

test("each action has an extension that asks for an order, at the one address that answers", () => {
  const actions = ofType("flow_action");
  expect(actions.map(({ handle }) => handle).sort()).toEqual([...ACTIONS].sort());
  for (const { url, fields } of actions) {
    expect(url).toBe("/flow/action");
    expect(fields[0]?.key).toBe("order_id");
  }
});

test("Flow tells of use at the address that takes it", () => {
  expect(ofType("flow_trigger_lifecycle_callback").map(({ url }) => url)).toEqual(["/flow/lifecycle"]);
});

test("an id that JSON carries whole is a number, a longer one its digits", () => {
  expect(payloadOf({ order_id: "5001", reason: "rule" })["order_id"]).toBe(5001);
  expect(payloadOf({ order_id: "9007199254740993", reason: "rule" })["order_id"]).toBe("9007199254740993");
});
