import { describe, expect, test } from "vitest";
import { startHarness, type Harness } from "../harness.ts";
import { gid } from "../state/ids.ts";
import type { FulfillmentOrder, Order } from "../state/orders.ts";

function only(h: Harness, order: Order): FulfillmentOrder {
  const [id] = order.fulfillmentOrderIds;
  const found = h.shop.fulfillmentOrders.get(id ?? "");
  if (found === undefined) throw new Error("no fulfillment order");
  return found;
}

const locationGid = (h: Harness, index: number) => gid("Location", [...h.shop.locations.keys()][index] ?? "");

describe("the life of an order through the API", () => {
  test("hold, release, move, fulfil, track, deliver", async () => {
    await using h = await startHarness();
    const order = await h.order();
    const fulfillmentOrder = only(h, order);
    const id = gid("FulfillmentOrder", fulfillmentOrder.id);

    const held = await h.data(
      `mutation($id: ID!, $hold: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
        fulfillmentHold { id handle heldByRequestingApp } fulfillmentOrder { status } remainingFulfillmentOrder { id }
        userErrors { code } } }`,
      { id, hold: { reason: "UNKNOWN_DELIVERY_DATE", handle: "entrega-1" } },
    );
    const [hold] = fulfillmentOrder.holds;
    expect(held).toEqual({
      fulfillmentOrderHold: {
        fulfillmentHold: {
          id: gid("FulfillmentHold", hold?.id ?? ""),
          handle: "entrega-1",
          heldByRequestingApp: true,
        },
        fulfillmentOrder: { status: "ON_HOLD" },
        remainingFulfillmentOrder: null,
        userErrors: [],
      },
    });
    expect(
      await h.data(
        `mutation($id: ID!, $holdIds: [ID!]!) { fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) {
          fulfillmentOrder { status order { displayFulfillmentStatus } } userErrors { code } } }`,
        { id, holdIds: [gid("FulfillmentHold", hold?.id ?? "")] },
      ),
    ).toEqual({
      fulfillmentOrderReleaseHold: {
        fulfillmentOrder: { status: "OPEN", order: { displayFulfillmentStatus: "UNFULFILLED" } },
        userErrors: [],
      },
    });
    expect(
      await h.data(
        `mutation($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) {
          movedFulfillmentOrder { id assignedLocation { name location { id } } } originalFulfillmentOrder { id }
          userErrors { code } } }`,
        { id, to: locationGid(h, 1) },
      ),
    ).toEqual({
      fulfillmentOrderMove: {
        movedFulfillmentOrder: {
          id,
          assignedLocation: { name: "Sevilla", location: { id: locationGid(h, 1) } },
        },
        originalFulfillmentOrder: { id },
        userErrors: [],
      },
    });
    const created = (await h.data(
      `mutation($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) {
        fulfillment { id name status displayStatus trackingInfo(first: 5) { company number url } location { name } }
        userErrors { message } } }`,
      {
        fulfillment: {
          lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }],
          trackingInfo: { company: "Correos", number: "PK1" },
        },
      },
    )) as { fulfillmentCreate: { fulfillment: { id: string } } };
    expect(created).toMatchObject({
      fulfillmentCreate: {
        fulfillment: {
          name: "#1001-F1",
          status: "SUCCESS",
          displayStatus: "FULFILLED",
          trackingInfo: [{ company: "Correos", number: "PK1", url: expect.stringMatching(/^https:.*PK1$/) as string }],
          location: { name: "Sevilla" },
        },
        userErrors: [],
      },
    });
    const fulfillmentId = created.fulfillmentCreate.fulfillment.id;
    const EVENT = `mutation($event: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $event) {
      fulfillmentEvent { status happenedAt } userErrors { field message } } }`;
    await h.data(EVENT, {
      event: {
        fulfillmentId,
        status: "IN_TRANSIT",
        happenedAt: "2026-11-20T12:00:00Z",
        estimatedDeliveryAt: "2026-11-22T18:00:00Z",
      },
    });
    await h.data(EVENT, { event: { fulfillmentId, status: "DELIVERED", happenedAt: "2026-11-21T09:00:00Z" } });
    expect(
      await h.data(
        `query($id: ID!, $order: ID!) { fulfillment(id: $id) { displayStatus inTransitAt deliveredAt estimatedDeliveryAt
          events(first: 5, reverse: true) { nodes { status } } }
          order(id: $order) { displayFulfillmentStatus fulfillmentOrders(first: 3) { nodes { status supportedActions { action } } } } }`,
        { id: fulfillmentId, order: gid("Order", order.id) },
      ),
    ).toEqual({
      fulfillment: {
        displayStatus: "DELIVERED",
        inTransitAt: "2026-11-20T12:00:00Z",
        deliveredAt: "2026-11-21T09:00:00Z",
        estimatedDeliveryAt: "2026-11-22T18:00:00Z",
        events: { nodes: [{ status: "DELIVERED" }, { status: "IN_TRANSIT" }] },
      },
      order: {
        displayFulfillmentStatus: "FULFILLED",
        fulfillmentOrders: { nodes: [{ status: "CLOSED", supportedActions: [] }] },
      },
    });
  });

  test("locationsForMove says where the lines are stocked, not how many there are", async () => {
    await using h = await startHarness();
    const [mug = "", cup = ""] = h.shop.variants.keys();
    const order = await h.order({
      lines: [
        { variantId: mug, quantity: 1 },
        { variantId: cup, quantity: 1 },
      ],
    });
    expect(only(h, order).assignedLocationId).toBe([...h.shop.locations.keys()][1]);
    const query = `query($id: ID!, $locations: [ID!]) { fulfillmentOrder(id: $id) {
      locationsForMove(first: 9, locationIds: $locations) {
        nodes { location { name } movable unavailableLineItemsCount { count } unavailableLineItems(first: 3) { nodes { sku } } } } } }`;
    const id = gid("FulfillmentOrder", only(h, order).id);
    expect(await h.data(query, { id })).toEqual({
      fulfillmentOrder: {
        locationsForMove: {
          nodes: [
            {
              location: { name: "Bilbao" },
              movable: true,
              unavailableLineItemsCount: { count: 0 },
              unavailableLineItems: { nodes: [] },
            },
            {
              location: { name: "Madrid" },
              movable: true,
              unavailableLineItemsCount: { count: 1 },
              unavailableLineItems: { nodes: [{ sku: "CUP" }] },
            },
          ],
        },
      },
    });
    const only0 = (await h.data(query, { id, locations: [locationGid(h, 0)] })) as {
      fulfillmentOrder: { locationsForMove: { nodes: object[] } };
    };
    expect(only0.fulfillmentOrder.locationsForMove.nodes).toHaveLength(1);
  });

  test("user errors leave every other field of the payload null", async () => {
    await using h = await startHarness();
    expect(
      await h.data(
        `mutation { fulfillmentOrderMove(id: "gid://shopify/FulfillmentOrder/1", newLocationId: "gid://shopify/Location/1") {
          movedFulfillmentOrder { id } originalFulfillmentOrder { id } userErrors { field message code } } }`,
      ),
    ).toEqual({
      fulfillmentOrderMove: {
        movedFulfillmentOrder: null,
        originalFulfillmentOrder: null,
        userErrors: [{ field: ["id"], message: "Fulfillment order does not exist.", code: null }],
      },
    });
  });
});

describe("the promise metafield", () => {
  const DEFINE = `mutation($definition: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $definition) {
    createdDefinition { namespace key access { customerAccount } } userErrors { code } } }`;
  const definition = {
    name: "Promise",
    namespace: "$app:promise",
    key: "view",
    ownerType: "ORDER",
    type: "json",
    access: { customerAccount: "READ" },
  };
  const WRITE = `mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
    metafields { id compareDigest value } userErrors { code field } } }`;

  test("is defined once, in the app's own namespace", async () => {
    await using h = await startHarness();
    expect(await h.data(DEFINE, { definition })).toEqual({
      metafieldDefinitionCreate: {
        createdDefinition: {
          namespace: `app--${h.devshop.world.app.id}--promise`,
          key: "view",
          access: { customerAccount: "READ" },
        },
        userErrors: [],
      },
    });
    expect(await h.data(DEFINE, { definition })).toMatchObject({
      metafieldDefinitionCreate: { createdDefinition: null, userErrors: [{ code: "TAKEN" }] },
    });
  });

  test("is compared and swapped by digest", async () => {
    await using h = await startHarness();
    await h.data(DEFINE, { definition });
    const order = await h.order();
    const ownerId = gid("Order", order.id);
    const write = async (value: string, compareDigest: string | null | undefined) => {
      const field = { ownerId, namespace: "$app:promise", key: "view", value };
      const metafields = [compareDigest === undefined ? field : { ...field, compareDigest }];
      const data = (await h.data(WRITE, { metafields })) as {
        metafieldsSet: { metafields: { compareDigest: string; value: string }[] | null; userErrors: object[] };
      };
      return data.metafieldsSet;
    };
    const first = await write('{"v":1}', null);
    expect(first.userErrors).toEqual([]);
    expect((await write('{"v":2}', null)).userErrors).toMatchObject([{ code: "STALE_OBJECT" }]);
    const second = await write('{"v":2}', first.metafields?.[0]?.compareDigest);
    expect(second.metafields?.[0]?.value).toBe('{"v":2}');
    expect((await write('{"v":3}', first.metafields?.[0]?.compareDigest)).userErrors).toMatchObject([
      { code: "STALE_OBJECT" },
    ]);
    expect((await write("{", undefined)).userErrors).toMatchObject([{ code: "INVALID_VALUE" }]);
    expect(
      await h.data(
        'query($id: ID!) { order(id: $id) { metafield(namespace: "$app:promise", key: "view") { value type jsonValue } } }',
        { id: ownerId },
      ),
    ).toEqual({ order: { metafield: { value: '{"v":2}', type: "json", jsonValue: { v: 2 } } } });
  });
});

describe("webhook subscriptions of one shop", () => {
  test("are made, listed, and end with the app's uninstalling", async () => {
    await using h = await startHarness();
    const CREATE = `mutation($topic: WebhookSubscriptionTopic!, $input: WebhookSubscriptionInput!) {
      webhookSubscriptionCreate(topic: $topic, webhookSubscription: $input) {
        webhookSubscription { topic uri includeFields } userErrors { message } } }`;
    const input = { uri: `${h.devshop.world.app.url}/own`, includeFields: ["id"] };
    const variables = { topic: "ORDERS_FULFILLED", input };
    expect(await h.data(CREATE, variables)).toEqual({
      webhookSubscriptionCreate: { webhookSubscription: { topic: "ORDERS_FULFILLED", ...input }, userErrors: [] },
    });
    expect(await h.data(CREATE, variables)).toMatchObject({
      webhookSubscriptionCreate: { userErrors: [{ message: "Address for this topic has already been taken" }] },
    });
    expect(await h.data("{ webhookSubscriptions(first: 5) { nodes { topic } } }")).toEqual({
      webhookSubscriptions: { nodes: [{ topic: "ORDERS_FULFILLED" }] },
    });
    const order = await h.order();
    const part = { fulfillmentOrderId: gid("FulfillmentOrder", only(h, order).id) };
    await h.data(
      `mutation($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { userErrors { message } } }`,
      { fulfillment: { lineItemsByFulfillmentOrder: [part] } },
    );
    await h.devshop.webhooks.drain();
    expect(h.only("orders/fulfilled")).toMatchObject({ path: "/own", body: `{"id":${order.id}}` });
    h.devshop.installer.uninstall(h.shop);
    expect(h.shop.webhookSubscriptions.size).toBe(0);
  });
});
