import { afterEach, beforeEach, expect, test } from "vitest";
import { startHarness, type GraphqlError, type Harness } from "../harness.ts";
import { gid } from "../state/ids.ts";
import { bodyOf } from "../webhooks/bodies.ts";
import type { Json } from "../webhooks/json.ts";

const CREATE = `mutation($input: InventoryTransferCreateAsReadyToShipInput!, $key: String!) {
  inventoryTransferCreateAsReadyToShip(input: $input) @idempotent(key: $key) {
    inventoryTransfer { id name status origin { name location { id } } destination { name }
      lineItems(first: 9) { nodes { id title totalQuantity processableQuantity shippableQuantity inventoryItem { sku } } } }
    userErrors { code field } } }`;
const SHIP = `mutation($input: InventoryShipmentCreateInput!, $key: String!) {
  inventoryShipmentCreateInTransit(input: $input) @idempotent(key: $key) {
    inventoryShipment { id status lineItems(first: 9) { nodes { id quantity unreceivedQuantity } } tracking { company trackingNumber } }
    userErrors { code field } } }`;
const RECEIVE = `mutation($id: ID!, $lineItems: [InventoryShipmentReceiveItemInput!], $key: String!) {
  inventoryShipmentReceive(id: $id, lineItems: $lineItems) @idempotent(key: $key) {
    inventoryShipment { status totalAcceptedQuantity totalRejectedQuantity totalReceivedQuantity } userErrors { code } } }`;
const LEVELS = `query($item: ID!) { inventoryItem(id: $item) { inventoryLevels(first: 9) { nodes {
  location { name } quantities(names: ["available", "reserved", "incoming", "on_hand"]) { name quantity } } } } }`;

interface Level {
  location: { name: string };
  quantities: { name: string; quantity: number }[];
}
interface Created {
  inventoryTransferCreateAsReadyToShip: { inventoryTransfer: { id: string } };
}
interface Shipped {
  inventoryShipmentCreateInTransit: { inventoryShipment: { id: string; lineItems: { nodes: { id: string }[] } } };
}

let h: Harness;
let told: { topic: string; body: Json }[];
beforeEach(async () => {
  h = await startHarness();
  const goods = ["inventory_transfers", "inventory_shipments"].flatMap((name) => [`read_${name}`, `write_${name}`]);
  const receiving = "inventory_shipments_received_items";
  h.devshop.installer.grant(h.shop, [...goods, `read_${receiving}`, `write_${receiving}`]);
  told = [];
  const { world } = h.devshop;
  world.onEvent((shop, event) => {
    if (/^inventory_(transfers|shipments)/.test(event.topic))
      told.push({ topic: event.topic, body: bodyOf(world, shop, event) });
  });
});
afterEach(() => h[Symbol.asyncDispose]());

const mug = () => gid("InventoryItem", [...h.shop.items.keys()][0] ?? "");
const location = (index: number) => gid("Location", [...h.shop.locations.keys()][index] ?? "");
const wanted = (quantity: number) => ({
  originLocationId: location(0),
  destinationLocationId: location(2),
  lineItems: [{ inventoryItemId: mug(), quantity }],
});
async function stock(): Promise<object> {
  const { inventoryItem } = (await h.data(LEVELS, { item: mug() })) as {
    inventoryItem: { inventoryLevels: { nodes: Level[] } };
  };
  const { nodes } = inventoryItem.inventoryLevels;
  return Object.fromEntries(
    nodes
      .filter((each) => each.location.name !== "Sevilla")
      .map((each) => [each.location.name, each.quantities.map(({ quantity }) => quantity)]),
  );
}

test("a transfer goes from one location to another, received with a difference", async () => {
  const created = await h.data(CREATE, { input: wanted(4), key: "transfer" });
  const { id } = (created as Created).inventoryTransferCreateAsReadyToShip.inventoryTransfer;
  expect(created).toMatchObject({
    inventoryTransferCreateAsReadyToShip: {
      inventoryTransfer: {
        name: "#T0001",
        status: "READY_TO_SHIP",
        origin: { name: "Madrid", location: { id: location(0) } },
        destination: { name: "Bilbao" },
        lineItems: {
          nodes: [
            {
              title: "Mug",
              totalQuantity: 4,
              processableQuantity: 4,
              shippableQuantity: 4,
              inventoryItem: { sku: "MUG" },
            },
          ],
        },
      },
      userErrors: [],
    },
  });
  expect(await stock()).toEqual({ Madrid: [6, 4, 0, 10], Bilbao: [0, 0, 0, 0] });

  const shipment = {
    movementId: id,
    lineItems: [{ inventoryItemId: mug(), quantity: 4 }],
    trackingInput: { company: "DHL", trackingNumber: "JD01" },
  };
  const shipped = await h.data(SHIP, { input: shipment, key: "shipment" });
  expect(await h.data(SHIP, { input: shipment, key: "shipment" })).toEqual(shipped);
  const sent = (shipped as Shipped).inventoryShipmentCreateInTransit.inventoryShipment;
  expect(sent).toMatchObject({
    status: "IN_TRANSIT",
    lineItems: { nodes: [{ quantity: 4, unreceivedQuantity: 4 }] },
    tracking: { company: "DHL", trackingNumber: "JD01" },
  });
  expect(await stock()).toEqual({ Madrid: [6, 0, 0, 6], Bilbao: [0, 0, 4, 0] });

  const shipmentLineItemId = sent.lineItems.nodes[0]?.id ?? "";
  const lineItems = [
    { shipmentLineItemId, quantity: 3, reason: "ACCEPTED" },
    { shipmentLineItemId, quantity: 1, reason: "REJECTED" },
  ];
  expect(await h.data(RECEIVE, { id: sent.id, lineItems, key: "receipt" })).toEqual({
    inventoryShipmentReceive: {
      inventoryShipment: {
        status: "RECEIVED",
        totalAcceptedQuantity: 3,
        totalRejectedQuantity: 1,
        totalReceivedQuantity: 4,
      },
      userErrors: [],
    },
  });
  expect(await stock()).toEqual({ Madrid: [6, 0, 0, 6], Bilbao: [3, 0, 0, 3] });
  const query = `{ inventoryTransfers(first: 9, query: "status:transferred") { nodes { id receivedQuantity
    shipments(first: 9) { nodes { id } } } } inventoryShipments(first: 9, query: "tracking_number:JD01") { nodes { id } } }`;
  expect(await h.data(query)).toEqual({
    inventoryTransfers: { nodes: [{ id, receivedQuantity: 4, shipments: { nodes: [{ id: sent.id }] } }] },
    inventoryShipments: { nodes: [{ id: sent.id }] },
  });

  const places = { origin: { id: location(0) }, destination: { id: location(2) } };
  const line = { id: shipmentLineItemId };
  expect(told).toMatchObject([
    { topic: "inventory_transfers/ready_to_ship", body: { id, ...places, line_items: [{ quantity: 4 }] } },
    { topic: "inventory_shipments/create", body: { id: sent.id, tracking: { tracking_number: "JD01" } } },
    { topic: "inventory_transfers/updated", body: { id, ...places } },
    { topic: "inventory_shipments/mark_in_transit", body: { id: sent.id, status: "IN_TRANSIT" } },
    { topic: "inventory_transfers/updated" },
    {
      topic: "inventory_shipments/receive_items",
      body: {
        status: "RECEIVED",
        items_received: [
          {
            ...line,
            old_accepted_quantity: 0,
            new_accepted_quantity: 3,
            new_rejected_quantity: 1,
            remaining_quantity_to_receive: 0,
          },
        ],
      },
    },
    { topic: "inventory_transfers/complete", body: { id, status: "TRANSFERRED" } },
  ]);
});

test("a draft is filled, emptied, edited and cancelled through the API", async () => {
  const draft = `mutation($input: InventoryTransferCreateInput!, $key: String!) {
    inventoryTransferCreate(input: $input) @idempotent(key: $key) {
      inventoryTransfer { id lineItems(first: 1) { nodes { id } } } userErrors { code } } }`;
  const data = (await h.data(draft, { input: { ...wanted(2), tags: ["urgent"] }, key: "draft" })) as {
    inventoryTransferCreate: { inventoryTransfer: { id: string; lineItems: { nodes: { id: string }[] } } };
  };
  const { id, lineItems } = data.inventoryTransferCreate.inventoryTransfer;
  const line = lineItems.nodes[0]?.id;
  const cup = gid("InventoryItem", [...h.shop.items.keys()][1] ?? "");
  expect(
    await h.data(
      `mutation($input: InventoryTransferSetItemsInput!) { inventoryTransferSetItems(input: $input) @idempotent(key: "set") {
        updatedLineItems { inventoryItemId newQuantity deltaQuantity } userErrors { code } } }`,
      { input: { id, lineItems: [{ inventoryItemId: mug(), quantity: 5 }] } },
    ),
  ).toEqual({
    inventoryTransferSetItems: {
      updatedLineItems: [{ inventoryItemId: mug(), newQuantity: 5, deltaQuantity: 3 }],
      userErrors: [],
    },
  });
  expect(
    await h.data(
      `mutation($id: ID!, $key: String!, $input: InventoryTransferSetItemsInput!, $line: ID!) {
        stray: inventoryTransferSetItems(input: $input) @idempotent(key: $key) { inventoryTransfer { id } userErrors { code } }
        inventoryTransferEdit(id: $id, input: { note: "by van", referenceName: "PO 7" }) { inventoryTransfer { note referenceName tags } userErrors { code } }
        inventoryTransferMarkAsReadyToShip(id: $id) { inventoryTransfer { status } userErrors { code } }
        inventoryTransferRemoveItems(input: { id: $id, transferLineItemIds: [$line] }) { removedQuantities { newQuantity } userErrors { code } }
        inventoryTransferCancel(id: $id) { inventoryTransfer { status } userErrors { code } }
        inventoryTransferDelete(id: $id) { deletedId userErrors { code } } }`,
      { id, line, key: "stray", input: { id, lineItems: [{ inventoryItemId: cup, quantity: 1 }] } },
    ),
  ).toEqual({
    stray: { inventoryTransfer: null, userErrors: [{ code: "INVENTORY_STATE_NOT_ACTIVE" }] },
    inventoryTransferEdit: {
      inventoryTransfer: { note: "by van", referenceName: "PO 7", tags: ["urgent"] },
      userErrors: [],
    },
    inventoryTransferMarkAsReadyToShip: { inventoryTransfer: { status: "READY_TO_SHIP" }, userErrors: [] },
    inventoryTransferRemoveItems: {
      removedQuantities: null,
      userErrors: [{ code: "CANT_REMOVE_ALL_ITEMS_FROM_READY_TO_SHIP_TRANSFER" }],
    },
    inventoryTransferCancel: { inventoryTransfer: { status: "CANCELED" }, userErrors: [] },
    inventoryTransferDelete: { deletedId: null, userErrors: [{ code: "INVALID_TRANSFER_STATUS" }] },
  });
});

test("a draft shipment is changed, sent, and its tracking set; another is deleted", async () => {
  const created = (await h.data(CREATE, { input: wanted(4), key: "transfer" })) as Created;
  const movementId = created.inventoryTransferCreateAsReadyToShip.inventoryTransfer.id;
  const create = `mutation($input: InventoryShipmentCreateInput!, $key: String!) {
    inventoryShipmentCreate(input: $input) @idempotent(key: $key) { inventoryShipment { id status } userErrors { code } } }`;
  const make = async (key: string) => {
    const data = await h.data(create, { key, input: { movementId, lineItems: [] } });
    return (data as { inventoryShipmentCreate: { inventoryShipment: { id: string } } }).inventoryShipmentCreate
      .inventoryShipment.id;
  };
  const id = await make("one");
  const other = await make("two");
  const added = (await h.data(
    `mutation($id: ID!, $lineItems: [InventoryShipmentLineItemInput!]!) {
      inventoryShipmentAddItems(id: $id, lineItems: $lineItems) @idempotent(key: "add") { addedItems { id quantity } userErrors { code } } }`,
    { id, lineItems: [{ inventoryItemId: mug(), quantity: 1 }] },
  )) as { inventoryShipmentAddItems: { addedItems: { id: string }[] } };
  const line = added.inventoryShipmentAddItems.addedItems[0]?.id;
  expect(
    await h.data(
      `mutation($id: ID!, $other: ID!, $line: ID!) {
        inventoryShipmentUpdateItemQuantities(id: $id, items: [{ shipmentLineItemId: $line, quantity: 4 }]) {
          updatedLineItems { quantity } shipment { lineItemTotalQuantity } userErrors { code } }
        inventoryShipmentSetTracking(id: $id, tracking: { trackingNumber: "X" }) {
          inventoryShipment { tracking { trackingNumber arrivesAt } } userErrors { code } }
        inventoryShipmentMarkInTransit(id: $id, dateShipped: "2026-11-20T08:00:00Z") {
          inventoryShipment { status dateShipped } userErrors { code } }
        inventoryShipmentRemoveItems(id: $id, lineItems: [$line]) { inventoryShipment { id } userErrors { code } }
        inventoryShipmentDelete(id: $other) { id userErrors { code } } }`,
      { id, other, line },
    ),
  ).toEqual({
    inventoryShipmentUpdateItemQuantities: {
      updatedLineItems: [{ quantity: 4 }],
      shipment: { lineItemTotalQuantity: 4 },
      userErrors: [],
    },
    inventoryShipmentSetTracking: {
      inventoryShipment: { tracking: { trackingNumber: "X", arrivesAt: null } },
      userErrors: [],
    },
    inventoryShipmentMarkInTransit: {
      inventoryShipment: { status: "IN_TRANSIT", dateShipped: "2026-11-20T08:00:00Z" },
      userErrors: [],
    },
    inventoryShipmentRemoveItems: { inventoryShipment: null, userErrors: [{ code: "INVALID_SHIPMENT_STATUS" }] },
    inventoryShipmentDelete: { id: other, userErrors: [] },
  });
  expect(await h.data("query($id: ID!) { inventoryShipment(id: $id) { status } }", { id: other })).toEqual({
    inventoryShipment: null,
  });
});

test("without the key or the scope nothing moves", async () => {
  const codeOf = async (query: string, variables: Record<string, unknown>) =>
    ((await h.graphql(query, variables)).json.errors as GraphqlError[])[0]?.extensions?.code;
  const keyless = CREATE.replace(", $key: String!", "").replace("@idempotent(key: $key)", "");
  expect(await codeOf(keyless, { input: wanted(1) })).toBe("BAD_REQUEST");
  h.devshop.installer.revoke(h.shop, ["write_inventory_transfers"]);
  expect(await codeOf(CREATE, { input: wanted(1), key: "k" })).toBe("ACCESS_DENIED");
  expect(h.shop.transfers.size).toBe(0);
});
