import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { GraphQLEnumType, buildSchema, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { ACCOUNT_ORDER_QUERY } from "./account-order.ts";
import { asStage, rollUp, stageOfEvent } from "./stages.ts";

const SCHEMA = buildSchema(
  gunzipSync(
    readFileSync(join(import.meta.dirname, "../../tests/devshop/schema/customer-2026-10.graphql.gz")),
  ).toString(),
);

describe("against Shopify's own schema", () => {
  test("the account query is valid", () => {
    expect(validate(SCHEMA, parse(ACCOUNT_ORDER_QUERY)).map((error) => error.message)).toEqual([]);
  });

  test("every fulfillment event status has a stage", () => {
    const type = SCHEMA.getType("FulfillmentEventStatus");
    const statuses = type instanceof GraphQLEnumType ? type.getValues().map((value) => value.name) : [];
    expect(statuses).toHaveLength(12);
    for (const status of statuses) expect(stageOfEvent(status), status).not.toBe("unknown");
  });
});

test("a status or stage nobody knows yet reads as unknown", () => {
  expect(stageOfEvent("TELEPORTED")).toBe("unknown");
  expect(stageOfEvent("constructor")).toBe("unknown");
  expect(asStage("beamed_up")).toBe("unknown");
  expect(asStage("toString")).toBe("unknown");
  expect(asStage("delayed")).toBe("delayed");
});

describe("one stage for the whole order", () => {
  test("is what the unsent part does while there is no parcel", () => {
    expect(rollUp([], "on_hold")).toBe("on_hold");
    expect(rollUp([], "received")).toBe("received");
    expect(rollUp([], null)).toBe("unknown");
  });

  test("stays in preparation while there is only a label", () => {
    expect(rollUp(["preparing"], null)).toBe("preparing");
    expect(rollUp(["preparing"], "received")).toBe("preparing");
  });

  test("is partly shipped while something is left to send", () => {
    expect(rollUp(["delivered"], "preparing")).toBe("partly_shipped");
    expect(rollUp(["in_transit", "preparing"], null)).toBe("partly_shipped");
  });

  test("follows the undelivered parcel that is next at the door", () => {
    expect(rollUp(["in_transit", "out_for_delivery", "delivered"], null)).toBe("out_for_delivery");
  });

  test("puts trouble first", () => {
    expect(rollUp(["out_for_delivery", "problem"], "received")).toBe("problem");
    expect(rollUp(["delivered", "delayed", "attempted"], null)).toBe("attempted");
  });

  test("does not call it delivered while one parcel is unknown", () => {
    expect(rollUp(["delivered", "unknown"], null)).toBe("unknown");
  });
});
