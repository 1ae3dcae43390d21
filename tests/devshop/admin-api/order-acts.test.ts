import { describe, expect, test } from "vitest";
import { startHarness, type Harness } from "../harness.ts";
import { gid } from "../state/ids.ts";
import type { FulfillmentOrder, Order } from "../state/orders.ts";
import { serviceRequest } from "../state/service-requests.ts";

function only(h: Harness, order: Order): FulfillmentOrder {
  const found = h.shop.fulfillmentOrders.get(order.fulfillmentOrderIds[0] ?? "");
  if (found === undefined) throw new Error("no fulfillment order");
  return found;
}

const NOTE = `mutation($input: OrderInput!) { orderUpdate(input: $input) { order { id note } userErrors { field message } } }`;
const TAGS = `mutation($id: ID!, $add: [String!]!, $remove: [String!]!, $adds: Boolean!) {
  tagsAdd(id: $id, tags: $add) @include(if: $adds) { node { ... on Order { tags } } userErrors { field message } }
  tagsRemove(id: $id, tags: $remove) { node { ... on Order { tags } } userErrors { field message } } }`;
const DEADLINE = `mutation($ids: [ID!]!, $by: DateTime!) {
  fulfillmentOrdersSetFulfillmentDeadline(fulfillmentOrderIds: $ids, fulfillmentDeadline: $by) {
    success userErrors { field message code } } }`;
const SUBMIT = `mutation($id: ID!) { fulfillmentOrderSubmitFulfillmentRequest(id: $id, notifyCustomer: true) {
  submittedFulfillmentOrder { id status requestStatus supportedActions { action } } unsubmittedFulfillmentOrder { id }
  userErrors { field message } } }`;

describe("the note of an order", () => {
  test("is written over what is there, and tells orders/updated", async () => {
    await using h = await startHarness();
    const order = await h.order({ note: "Ring twice" });
    const id = gid("Order", order.id);
    h.received.length = 0;
    expect(await h.data(NOTE, { input: { id, note: "Fragile" } })).toEqual({
      orderUpdate: { order: { id, note: "Fragile" }, userErrors: [] },
    });
    await h.devshop.webhooks.drain();
    expect(h.only("orders/updated").topic).toBe("orders/updated");
  });

  test("is refused beyond 5,000 characters, for an order that is not there, and without the scope", async () => {
    await using h = await startHarness();
    const order = await h.order({ note: "Ring twice" });
    const long = { id: gid("Order", order.id), note: "x".repeat(5_001) };
    expect(await h.data(NOTE, { input: long })).toMatchObject({
      orderUpdate: { order: null, userErrors: [{ field: ["note"] }] },
    });
    expect(await h.data(NOTE, { input: { id: gid("Order", "1"), note: "" } })).toMatchObject({
      orderUpdate: { userErrors: [{ field: ["id"] }] },
    });
    expect(order.note).toBe("Ring twice");
    h.shop.installation?.scopes.delete("write_orders");
    const { json } = await h.graphql(NOTE, { input: { ...long, note: "Fragile" } });
    expect(json.errors).toMatchObject([{ extensions: { code: "ACCESS_DENIED" } }]);
  });

  test("is all of orderUpdate that is modelled", async () => {
    await using h = await startHarness();
    const order = await h.order();
    const { json } = await h.graphql(NOTE, { input: { id: gid("Order", order.id), email: "ana@example.com" } });
    expect(json.errors).toMatchObject([{ extensions: { code: "NOT_MODELLED" } }]);
  });
});

test("tags are added and removed in one request, and a refusal names the field", async () => {
  await using h = await startHarness();
  const order = await h.order({ tags: ["old"] });
  const id = gid("Order", order.id);
  expect(await h.data(TAGS, { id, add: ["new"], adds: true, remove: ["OLD"] })).toEqual({
    tagsAdd: { node: { tags: ["new", "old"] }, userErrors: [] },
    tagsRemove: { node: { tags: ["new"] }, userErrors: [] },
  });
  expect(await h.data(TAGS, { id, add: ["x".repeat(41)], adds: true, remove: [] })).toMatchObject({
    tagsAdd: { node: null, userErrors: [{ field: ["tags"] }] },
  });
  expect(await h.data(TAGS, { id, add: [], adds: false, remove: ["new"] })).toEqual({
    tagsRemove: { node: { tags: [] }, userErrors: [] },
  });
});

describe("the deadline of fulfillment orders", () => {
  test("is set for all of them or for none, and no webhook tells", async () => {
    await using h = await startHarness();
    const order = await h.order();
    const id = gid("FulfillmentOrder", only(h, order).id);
    h.received.length = 0;
    const by = "2026-11-23T16:00:00Z";
    expect(await h.data(DEADLINE, { ids: [id, gid("FulfillmentOrder", "1")], by })).toMatchObject({
      fulfillmentOrdersSetFulfillmentDeadline: {
        success: null,
        userErrors: [{ code: "FULFILLMENT_ORDERS_NOT_FOUND" }],
      },
    });
    expect(only(h, order).fulfillBy).toBeNull();
    expect(await h.data(DEADLINE, { ids: [id], by })).toEqual({
      fulfillmentOrdersSetFulfillmentDeadline: { success: true, userErrors: [] },
    });
    expect(await h.data("query($id: ID!) { fulfillmentOrder(id: $id) { fulfillBy } }", { id })).toEqual({
      fulfillmentOrder: { fulfillBy: by },
    });
    await h.devshop.webhooks.drain();
    expect(h.received).toEqual([]);
  });
});

describe("a request to a fulfillment service", () => {
  const service = { locations: [{ name: "Ship It", fulfillmentService: "Ship It", address: { countryCode: "ES" } }] };

  test("is submitted once, and may be made again after it was rejected", async () => {
    await using h = await startHarness({
      seedShop: { ...service, products: [{ title: "Mug", variants: [{ sku: "MUG", priceMinor: 1250, stock: [10] }] }] },
    });
    const order = await h.order();
    const id = gid("FulfillmentOrder", only(h, order).id);
    h.received.length = 0;
    const submitted = {
      fulfillmentOrderSubmitFulfillmentRequest: {
        submittedFulfillmentOrder: {
          id,
          status: "OPEN",
          requestStatus: "SUBMITTED",
          supportedActions: [{ action: "CANCEL_FULFILLMENT_ORDER" }],
        },
        unsubmittedFulfillmentOrder: null,
        userErrors: [],
      },
    };
    expect(await h.data(SUBMIT, { id })).toEqual(submitted);
    await h.devshop.webhooks.drain();
    expect(h.only("fulfillment_orders/fulfillment_request_submitted").topic).not.toBe("");
    expect(await h.data(SUBMIT, { id })).toMatchObject({
      fulfillmentOrderSubmitFulfillmentRequest: { submittedFulfillmentOrder: null, userErrors: [{ field: ["id"] }] },
    });
    serviceRequest(h.devshop.world, h.shop, only(h, order), "reject", "no stock");
    expect(await h.data(SUBMIT, { id })).toEqual(submitted);
  });

  test("is refused where no service is", async () => {
    await using h = await startHarness();
    const order = await h.order();
    expect(await h.data(SUBMIT, { id: gid("FulfillmentOrder", only(h, order).id) })).toMatchObject({
      fulfillmentOrderSubmitFulfillmentRequest: { userErrors: [{ field: ["id"] }] },
    });
  });
});
