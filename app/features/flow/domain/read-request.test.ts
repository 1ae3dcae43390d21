import { describe, expect, test } from "vitest";
import { readAction, readUse } from "./read-request.ts";

const body = (change: Record<string, unknown> = {}) => ({
  shop_id: "1",
  shopify_domain: "one.myshopify.com",
  action_run_id: "f1e2-44",
  handle: "hold-order",
  properties: { order_id: "9007199254740993", note: " wait for the call " },
  ...change,
});
const statusOf = (change: Record<string, unknown>) => readAction(body(change)).status;

describe("an action", () => {
  test("names shop, run, action and order, and brings the merchant's words", () => {
    expect(readAction(body())).toEqual({
      status: "read",
      asked: {
        domain: "one.myshopify.com",
        runId: "f1e2-44",
        action: "hold-order",
        orderId: "9007199254740993",
        text: "wait for the call",
      },
    });
  });

  test("may have the order as a number or as Shopify's global id, and an older Flow names the action otherwise", () => {
    for (const order_id of [17, "17", "gid://shopify/Order/17"])
      expect(readAction(body({ properties: { order_id } }))).toMatchObject({ asked: { orderId: "17" } });
    expect(statusOf({ handle: undefined, action_definition_id: "release-order" })).toBe("read");
  });

  test.each([
    ["without an order", { properties: {} }, "noOrder"],
    ["with an order that is none", { properties: { order_id: "17; drop" } }, "noOrder"],
    ["that is not ours", { handle: "delete-order" }, "unknownAction"],
    ["without a run", { action_run_id: "" }, "malformed"],
    ["of a shop that is none", { shopify_domain: "example.com" }, "malformed"],
    ["without properties", { properties: null }, "malformed"],
  ])("%s is turned away", (_what, change, status) => {
    expect(statusOf(change)).toBe(status);
  });

  test("that tags has a beginning of one tag, which nobody need give", () => {
    const tagging = (properties: Record<string, unknown>) =>
      readAction(body({ handle: "tag-delivery-risk", properties: { order_id: 1, ...properties } }));
    expect(tagging({})).toMatchObject({ asked: { text: "risk" } });
    expect(tagging({ prefix: "late, maybe" })).toMatchObject({ asked: { text: "late  maybe" } });
  });
});

test("use is told with its time; a trigger of another version is none of ours", () => {
  const told = {
    shopify_domain: "one.myshopify.com",
    has_enabled_flow: true,
    timestamp: "2026-11-02T09:00:00.000Z",
  };
  expect(readUse({ ...told, flow_trigger_definition_id: "order-held" })).toEqual({
    domain: "one.myshopify.com",
    trigger: "order-held",
    inUse: true,
    at: new Date("2026-11-02T09:00:00Z"),
  });
  expect(readUse({ ...told, flow_trigger_definition_id: "order-lost" })?.trigger).toBeUndefined();
  expect(readUse({ ...told, flow_trigger_definition_id: "order-held", timestamp: "yesterday" })).toBeUndefined();
});
