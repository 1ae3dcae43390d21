import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { steppableClock, type SteppableClock } from "../clock.ts";
import { listen, type Listener } from "../faces/http-listener.ts";
import { createShop } from "../state/create-shop.ts";
import { createFulfillmentEvent } from "../state/delivery-events.ts";
import { createFulfillment } from "../state/fulfil.ts";
import { gid } from "../state/ids.ts";
import { defineMetafield, setMetafields } from "../state/metafields.ts";
import type { FulfillmentEventStatus, Order } from "../state/orders.ts";
import type { Outcome } from "../state/outcome.ts";
import { placeOrder } from "../state/place-order.ts";
import type { Shop } from "../state/shop.ts";
import { createWorld, type World } from "../state/world.ts";
import { grantSeal, type Grant } from "./grant.ts";
import { customerAccountRoutes } from "./routes.ts";

const ANA = { firstName: "Ana", lastName: "Pérez", email: "ana@example.com" };
const BEN = { firstName: "Ben", lastName: "Ode", email: "ben@example.com" };
const SEED = {
  handle: "dev-one",
  locations: [{ name: "Madrid", address: { city: "Madrid", countryCode: "ES" } }],
  products: [{ title: "Mug", variants: [{ sku: "MUG", priceMinor: 1_250, stock: [50] }] }],
  customers: [ANA, BEN],
};
const grants = grantSeal("secret of this test");
const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string() }).optional(),
      }),
    )
    .optional(),
});

let clock: SteppableClock;
let world: World;
let shop: Shop;
let order: Order;
let listener: Listener;

beforeEach(async () => {
  clock = steppableClock("2026-11-23T09:00:00.750Z");
  const app = { id: "4711", apiKey: "key", apiSecret: "secret", url: "http://localhost:1" };
  world = createWorld({ clock, app, knobs: { routingDelayMs: 0 } });
  shop = createShop(world, SEED);
  order = place("ana@example.com", 3);
  listener = await listen([
    customerAccountRoutes({
      world,
      grants,
      findShop: (part) => world.shops.get(`${part}.myshopify.com`),
      statusPageUrl: (of, { id }) => `https://example.com/${of.domain}/${id}`,
    }),
  ]);
});
afterEach(() => listener.close());

function place(email: string, quantity: number): Order {
  const customer = [...shop.customers.values()].find((each) => each.email === email);
  const [variantId] = shop.variants.keys();
  if (customer === undefined || variantId === undefined) throw new Error("the seed is missing something");
  const placed = placeOrder(world, shop, {
    lines: [{ variantId, quantity }],
    customerId: customer.id,
    email,
    shippingAddress: { firstName: "Ana", city: "Sevilla", countryCode: "ES" },
    shippingLine: { title: "Standard", priceMinor: 490 },
  });
  if (placed.kind === "refused") throw new Error(placed.code);
  return placed.order;
}
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.errors.map((error) => error.message).join());
  return outcome.value;
}
function ship(quantity: number) {
  const [fulfillmentOrderId] = order.fulfillmentOrderIds;
  const line = shop.fulfillmentOrders.get(fulfillmentOrderId ?? "")?.lines[0];
  if (fulfillmentOrderId === undefined || line === undefined) throw new Error("nothing to ship");
  return value(
    createFulfillment(world, shop, {
      parts: [{ fulfillmentOrderId, lines: [{ id: line.id, quantity }] }],
      tracking: { company: "Tramo", numbers: ["81000000000017"], urls: ["https://tramo.example/81000000000017"] },
    }),
  );
}
const NOWHERE = {
  address1: null,
  city: null,
  province: null,
  country: null,
  zip: null,
  latitude: null,
  longitude: null,
};
function happened(fulfillmentId: string, status: FulfillmentEventStatus, at: string, estimate: string | null = null) {
  return value(
    createFulfillmentEvent(world, shop, {
      fulfillmentId,
      status,
      happenedAt: new Date(at),
      estimatedDeliveryAt: estimate === null ? null : new Date(estimate),
      message: null,
      place: NOWHERE,
    }),
  );
}
const signedIn = (): Grant => ({ kind: "signed_in", shop: shop.domain, customerId: order.customerId ?? "" });
const byLink = (): Grant => ({ kind: "pre_authenticated", shop: shop.domain, orderId: order.id });

function post(body: string, options: { token?: string; path?: string } = {}) {
  return fetch(`${listener.url}/customer-account/${options.path ?? "dev-one/graphql.json"}`, {
    method: "POST",
    headers: { authorization: options.token ?? grants.seal(signedIn()), "content-type": "application/json" },
    body,
  });
}
async function ask(query: string, variables: object = { id: gid("Order", order.id) }, grant: Grant = signedIn()) {
  const response = await post(JSON.stringify({ query, variables }), { token: grants.seal(grant) });
  expect(response.status).toBe(200);
  return answer.parse(await response.json());
}
const ORDER = (fields: string) => `query ($id: ID!) { order(id: $id) { ${fields} } }`;

describe("an order", () => {
  test("tells its name, state, lines and money", async () => {
    const { data, errors } = await ask(
      ORDER(`name processedAt cancelledAt fulfillmentStatus requiresShipping statusPageUrl
        totalPrice { amount currencyCode } lineItems(first: 5) { nodes { title quantity price { amount } } }`),
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      order: {
        name: "#1001",
        processedAt: "2026-11-23T09:00:00Z",
        cancelledAt: null,
        fulfillmentStatus: "UNFULFILLED",
        requiresShipping: true,
        statusPageUrl: `https://example.com/dev-one.myshopify.com/${order.id}`,
        totalPrice: { amount: "42.4", currencyCode: "EUR" },
        lineItems: { nodes: [{ title: "Mug", quantity: 3, price: { amount: "12.5" } }] },
      },
    });
  });

  test("shows each parcel with its newest event, estimate and tracking", async () => {
    const parcel = ship(2);
    happened(parcel.id, "IN_TRANSIT", "2026-11-23T12:00:00Z", "2026-11-25T18:00:00Z");
    happened(parcel.id, "LABEL_PRINTED", "2026-11-23T10:00:00Z");
    const { data } = await ask(
      ORDER(`fulfillmentStatus fulfillments(first: 10, reverse: true) { nodes { id status isPickedUp requiresShipping
        latestShipmentStatus estimatedDeliveryAt trackingInformation { company number url }
        events(first: 5, sortKey: HAPPENED_AT, reverse: true) { nodes { status happenedAt } }
        fulfillmentLineItems(first: 5) { nodes { quantity lineItem { title } } } } }`),
    );
    expect(data).toEqual({
      order: {
        fulfillmentStatus: "PARTIALLY_FULFILLED",
        fulfillments: {
          nodes: [
            {
              id: gid("Fulfillment", parcel.id),
              status: "SUCCESS",
              isPickedUp: false,
              requiresShipping: true,
              latestShipmentStatus: "IN_TRANSIT",
              estimatedDeliveryAt: "2026-11-25T18:00:00Z",
              trackingInformation: [
                { company: "Tramo", number: "81000000000017", url: "https://tramo.example/81000000000017" },
              ],
              events: {
                nodes: [
                  { status: "IN_TRANSIT", happenedAt: "2026-11-23T12:00:00Z" },
                  { status: "LABEL_PRINTED", happenedAt: "2026-11-23T10:00:00Z" },
                ],
              },
              fulfillmentLineItems: { nodes: [{ quantity: 2, lineItem: { title: "Mug" } }] },
            },
          ],
        },
      },
    });
  });

  test("pages its parcels forwards and backwards", async () => {
    const ids = [ship(1), ship(1), ship(1)].map((parcel) => gid("Fulfillment", parcel.id));
    const page = z.object({
      order: z.object({
        fulfillments: z.object({
          nodes: z.array(z.object({ id: z.string() })),
          pageInfo: z.object({ hasNextPage: z.boolean(), hasPreviousPage: z.boolean(), endCursor: z.string() }),
        }),
      }),
    });
    const read = async (args: string) =>
      page.parse(
        (await ask(ORDER(`fulfillments(${args}) { nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } }`)))
          .data,
      ).order.fulfillments;
    const first = await read("first: 2");
    expect(first.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await read(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(second.nodes.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect((await read("last: 2")).nodes.map(({ id }) => id)).toEqual(ids.slice(1));
    expect((await ask(ORDER("fulfillments { nodes { id } }"))).errors?.[0]?.message).toContain("first or last");
    expect((await ask(ORDER("fulfillments(first: 251) { nodes { id } }"))).errors?.[0]?.message).toContain("1-250");
  });
});

describe("the app's metafield on the order", () => {
  const FIELD = ORDER(`metafield(namespace: "$app", key: "promise") { value jsonValue }`);
  const write = () =>
    value(
      setMetafields(world, shop, [
        {
          ownerId: gid("Order", order.id),
          namespace: "$app",
          key: "promise",
          type: "json",
          value: `{"v":1}`,
          compareDigest: undefined,
        },
      ]),
    );
  const define = (customerAccount: string) =>
    value(
      defineMetafield(world, shop, {
        ownerType: "ORDER",
        namespace: "$app",
        key: "promise",
        name: "Promise",
        description: null,
        type: "json",
        access: { admin: null, storefront: null, customerAccount },
      }),
    );

  test("is readable when its definition lets customer accounts read it", async () => {
    define("READ");
    write();
    expect((await ask(FIELD)).data).toEqual({ order: { metafield: { value: `{"v":1}`, jsonValue: { v: 1 } } } });
    expect((await ask(FIELD, undefined, byLink())).data).toMatchObject({ order: { metafield: { value: `{"v":1}` } } });
  });

  test("does not exist for shoppers when its definition says NONE", async () => {
    define("NONE");
    write();
    expect(await ask(FIELD)).toEqual({ data: { order: { metafield: null } } });
  });
});

describe("who may read", () => {
  test("the customer of another order gets null", async () => {
    const other = place("ben@example.com", 1);
    expect((await ask(ORDER("name"), { id: gid("Order", other.id) })).data).toEqual({ order: null });
  });

  test("the link of another order gets null", async () => {
    const other = place("ana@example.com", 1);
    expect((await ask(ORDER("name"), { id: gid("Order", other.id) }, byLink())).data).toEqual({ order: null });
    expect((await ask(ORDER("name"), { id: gid("Order", other.id) })).data).toEqual({ order: { name: other.name } });
  });

  test("the order's link shows the delivery but not the person", async () => {
    expect((await ask(ORDER("name fulfillmentStatus"), undefined, byLink())).data).toMatchObject({
      order: { name: "#1001" },
    });
    for (const field of ["email", "phone", "shippingAddress { city }", "customer { id }"]) {
      const { data, errors } = await ask(ORDER(field), undefined, byLink());
      expect(errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
      expect(JSON.stringify(data)).not.toContain("Sevilla");
    }
    expect((await ask("{ customer { firstName } }", {}, byLink())).errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
    expect((await ask("{ customer { firstName orders(first: 5) { nodes { name } } } }", {})).data).toEqual({
      customer: { firstName: "Ana", orders: { nodes: [{ name: "#1001" }] } },
    });
  });

  test("no token, a forged one, or one of another shop is 401", async () => {
    const body = JSON.stringify({ query: "{ shop { name } }" });
    const [payload] = grants.seal(signedIn()).split(".");
    expect((await post(body, { token: "" })).status).toBe(401);
    expect((await post(body, { token: `${payload ?? ""}.AAAA` })).status).toBe(401);
    expect((await post(body, { token: grantSeal("another secret").seal(signedIn()) })).status).toBe(401);
    expect((await post(body, { token: grants.seal({ ...signedIn(), shop: "other.myshopify.com" }) })).status).toBe(401);
    expect((await post(body)).status).toBe(200);
  });
});

describe("what is not modelled is an error, with the name of the field", () => {
  test.each([
    ["Order.returns", ORDER("name returns(first: 1) { nodes { id } }")],
    ["Order.paymentInformation", ORDER("name paymentInformation { paymentStatus }")],
    ["the argument query of Order.fulfillments", ORDER(`name fulfillments(first: 1, query: "x") { nodes { id } }`)],
    ["QueryRoot.draftOrder", `query ($id: ID!) { draftOrder(id: $id) { id } }`],
  ])("%s", async (what, query) => {
    const { errors } = await ask(query);
    expect(errors).toMatchObject([
      { message: `The dev shop does not model ${what}`, extensions: { code: "NOT_MODELLED" } },
    ]);
  });

  test("a mutation", async () => {
    const query = `mutation ($id: ID!) { orderRequestReturn(orderId: $id, requestedLineItems: []) { userErrors { message } } }`;
    expect((await ask(query)).errors?.[0]?.extensions?.code).toBe("NOT_MODELLED");
  });
});

test("an operation that Shopify's schema does not allow is refused by it", async () => {
  expect((await ask(ORDER("nope"))).errors?.[0]?.message).toContain(`Cannot query field "nope" on type "Order"`);
  expect((await ask("query {")).errors?.[0]?.message).toContain("Syntax Error");
});

test("only known shops, versions and JSON are answered", async () => {
  const body = JSON.stringify({ query: "{ shop { name } }" });
  expect((await post(body, { path: "nobody/graphql.json" })).status).toBe(404);
  expect((await post(body, { path: "dev-one/graphql.json?version=2019-04" })).status).toBe(404);
  expect((await post(body, { path: "dev-one/graphql.json?version=2026-10" })).status).toBe(200);
  expect((await post("{")).status).toBe(400);
  expect((await post("{}")).status).toBe(400);
});
