import { afterAll, beforeAll, expect, test } from "vitest";
import {
  parseId,
  type InventoryItemId,
  type LocationId,
  type ShipmentId,
  type TransferId,
} from "../../app/core/ids.ts";
import type { TransferAct, WantedMove } from "../../app/features/transfers/acts.server.ts";
import { SCOPES_TO_MOVE } from "../../app/features/transfers/domain/scopes.ts";
import { cancelTransfer, createTransfer, markReady, setItems } from "../devshop/state/change-transfer.ts";
import type { ShopSeed } from "../devshop/state/create-shop.ts";
import { editAsOther } from "../devshop/state/edit-as-other.ts";
import type { Outcome } from "../devshop/state/outcome.ts";
import { createShipment, markInTransit, receiveShipment, type ReceiveReason } from "../devshop/state/shipments.ts";
import type { HeldState, Shipment, Transfer } from "../devshop/state/transfers.ts";
import { spanishShop } from "../factories/shops.ts";
import { unexplained } from "../setup/mirror.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { expectMirror, location, MINUTE, order, rows, variant } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

/** A shop that is looked at since a while and has just granted the scopes of transfers. */
async function connected(change: Partial<ShopSeed> = {}): Promise<InstalledShop> {
  const installed = await world.install(spanishShop(change));
  await world.advance(installed, 16 * MINUTE);
  world.devshop.installer.grant(installed.shop, [...SCOPES_TO_MOVE]);
  await world.settle(installed);
  return installed;
}

const itemOf = (installed: InstalledShop, sku: string) =>
  installed.shop.variants.get(variant(installed, sku))?.itemId ?? "";

function did<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

/** What people do in Shopify's admin. Nothing is waited for. */
function hands(installed: InstalledShop) {
  const { shop } = installed;
  const { world: state } = world.devshop;
  const items = (units: Record<string, number>) =>
    Object.entries(units).map(([sku, quantity]) => ({ itemId: itemOf(installed, sku), quantity }));
  return {
    make: (from: string, to: string, units: Record<string, number>, ready = true): Transfer => {
      const places = { originId: location(installed, from), destinationId: location(installed, to) };
      const texts = { note: null, referenceName: null, tags: [], dateCreated: null };
      return did(createTransfer(state, shop, { ...places, ...texts, items: items(units) }, ready));
    },
    ready: ({ id }: Transfer) => did(markReady(state, shop, id)),
    change: ({ id }: Transfer, units: Record<string, number>) => did(setItems(state, shop, id, items(units))),
    cancel: ({ id }: Transfer) => did(cancelTransfer(state, shop, id)),
    ship: ({ id }: Transfer, units: Record<string, number>, inTransit = true): Shipment => {
      const input = { transferId: id, items: items(units), tracking: null, dateCreated: null };
      return did(createShipment(state, shop, input, inTransit));
    },
    leave: ({ id }: Shipment) => did(markInTransit(state, shop, id, null)),
    receive: ({ id, lines }: Shipment, units: Record<string, number>, reason: ReceiveReason = "ACCEPTED"): void => {
      const received = items(units).map(({ itemId, quantity }) => ({
        lineId: lines.find((line) => line.itemId === itemId)?.id ?? null,
        quantity,
        reason,
      }));
      did(receiveShipment(state, shop, { id, items: received, rest: null, dateReceived: null }));
    },
  };
}

/** Two looks judge what nothing explains: after them the entries tell how every level came to be, and nobody is said to have meddled. */
async function expectExplained(installed: InstalledShop): Promise<void> {
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  await expectMirror(world, installed);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
  expect(await outside(installed)).toEqual([]);
}

const outside = ({ shopId }: InstalledShop) =>
  rows(world, "select * from stock_entry where shop_id = $1 and cause = 'outside'", [shopId]);

const entriesOf = ({ shopId }: InstalledShop, kind: string) =>
  rows(world, "select available, incoming from stock_entry where shop_id = $1 and document_kind = $2 order by seq", [
    shopId,
    kind,
  ]);

const statuses = async ({ shopId }: InstalledShop) =>
  (
    await rows<{ status: string }>(world, "select status from transfer where shop_id = $1 order by transfer_id", [
      shopId,
    ])
  ).map(({ status }) => status);

async function turned(part: "webhooks" | "state", knobs: object, work: () => Promise<void>): Promise<void> {
  const before = structuredClone(world.devshop.knobs[part]);
  Object.assign(world.devshop.knobs[part], knobs);
  await work();
  Object.assign(world.devshop.knobs[part], before);
}

/** Everything that can happen to transfers, with `between` after each step. */
async function lifeCycle(installed: InstalledShop, between: () => Promise<unknown>): Promise<void> {
  const { make, ready, change, cancel, ship, leave, receive } = hands(installed);
  const whole = make("Madrid", "Barcelona", { "CAM-1": 6 }, false);
  await between();
  ready(whole);
  await between();
  change(whole, { "CAM-1": 5 });
  await between();
  const cancelled = make("Sevilla", "Madrid", { "CAM-1": 2, "TAZ-1": 1 });
  const first = ship(whole, { "CAM-1": 3 }, false);
  await between();
  leave(first);
  await between();
  cancel(cancelled);
  await order(world, installed, { "CAM-1": 1 });
  receive(first, { "CAM-1": 1 });
  await between();
  receive(first, { "CAM-1": 1 });
  await between();
  receive(first, { "CAM-1": 1 }, "REJECTED");
  const second = ship(whole, { "CAM-1": 2 });
  await between();
  receive(second, { "CAM-1": 2 });
  const open = make("Barcelona", "Sevilla", { "TAZ-1": 4 });
  await between();
  ship(open, { "TAZ-1": 1 });
  await between();
}

const AT_THE_END = ["TRANSFERRED", "CANCELED", "IN_PROGRESS"];

test("the whole life of transfers is explained, step by step, where the units are kept as committed", async () => {
  const transfersHold: HeldState = "committed";
  const installed = await connected();
  await turned("state", { transfersHold }, () => lifeCycle(installed, () => world.advance(installed, MINUTE)));
  await expectExplained(installed);
  expect(await statuses(installed)).toEqual(AT_THE_END);
});

test("who edits reserved at the same moment is found, whatever the units of a first transfer are kept as", async () => {
  const installed = await connected();
  await turned("state", { transfersHold: "committed" }, async () => {
    hands(installed).make("Madrid", "Barcelona", { "CAM-1": 4 });
    const level = { itemId: itemOf(installed, "CAM-1"), locationId: location(installed, "Madrid") };
    editAsOther(world.devshop.world, installed.shop, { ...level, kind: "adjust", state: "reserved", delta: 9 });
    await world.settle(installed);
  });
  for (let look = 0; look < 4; look += 1) await world.advance(installed, 16 * MINUTE);
  expect(await outside(installed)).toMatchObject([{ reserved: 9, committed: 0, available: 0 }]);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
});

test("when no webhook comes at all, reconcile finds it, where the units are kept as reserved", async () => {
  const installed = await connected();
  await turned("webhooks", { drop: 1 }, () => lifeCycle(installed, () => world.advance(installed, 7 * MINUTE)));
  await expectExplained(installed);
  expect(await statuses(installed)).toEqual(AT_THE_END);
});

test("an item that was added to a ready transfer is found, though no webhook told of it", async () => {
  const installed = await connected();
  const { make, change } = hands(installed);
  const transfer = make("Madrid", "Barcelona", { "CAM-1": 2 });
  await world.advance(installed, MINUTE);
  await turned("webhooks", { drop: 1 }, async () => void change(transfer, { "POS-1": 1 }));
  await expectExplained(installed);
});

test("webhooks that come twice, late, in disorder or not change nothing of it", async () => {
  const installed = await connected();
  const chaos = { duplicate: 0.5, reorder: 0.5, reorderMs: 5 * MINUTE, drop: 0.2 };
  await turned("state", { transfersHold: "committed" }, () =>
    turned("webhooks", chaos, () => lifeCycle(installed, () => world.settle(installed))),
  );
  await expectExplained(installed);
});

test("each change of a level names its transfer or shipment", async () => {
  const installed = await connected();
  const { make, ship, receive } = hands(installed);
  const transfer = make("Madrid", "Barcelona", { "CAM-1": 4 });
  await world.settle(installed);
  const shipment = ship(transfer, { "CAM-1": 4 });
  await world.settle(installed);
  receive(shipment, { "CAM-1": 3 });
  receive(shipment, { "CAM-1": 1 }, "REJECTED");
  await world.settle(installed);
  const entries = await rows(
    world,
    `select l.name, e.cause, e.document_kind, e.document_id, e.available, e.reserved, e.incoming from stock_entry e
       join location l using (shop_id, location_id) where e.shop_id = $1 order by e.seq`,
    [installed.shopId],
  );
  const [Madrid, Barcelona] = [{ name: "Almacén Madrid" }, { name: "Tienda Barcelona" }];
  const of = (kind: string, id: string) => ({ cause: "transferred", document_kind: kind, document_id: id });
  const sent = of("shipment", shipment.id);
  expect(entries).toEqual([
    { ...Madrid, ...of("transfer", transfer.id), available: -4, reserved: 4, incoming: 0 },
    { ...Madrid, ...sent, available: 0, reserved: -4, incoming: 0 },
    { ...Barcelona, ...sent, available: 0, reserved: 0, incoming: 4 },
    { ...Barcelona, ...sent, available: 3, reserved: 0, incoming: -4 },
  ]);
});

test("what was under way when the scopes were granted is in the numbers already; what comes of it is explained", async () => {
  const installed = await world.install(spanishShop());
  await world.advance(installed, MINUTE);
  const { make, ship, receive } = hands(installed);
  const transfer = make("Madrid", "Barcelona", { "CAM-1": 4 });
  const shipment = ship(transfer, { "CAM-1": 3 });
  await world.settle(installed);
  await world.advance(installed, 16 * MINUTE);
  world.devshop.installer.grant(installed.shop, [...SCOPES_TO_MOVE]);
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  const before = await outside(installed);
  receive(shipment, { "CAM-1": 3 });
  await world.settle(installed);
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  await expectMirror(world, installed);
  expect(await outside(installed)).toEqual(before);
  expect(await entriesOf(installed, "shipment")).toEqual([{ available: 3, incoming: -3 }]);
});

test("without the scopes it is made outside; taken back, their topics are given up and nothing fails", async () => {
  const installed = await connected();
  const { shop } = installed;
  expect(shop.webhookSubscriptions.size).toBe(9);
  await world.advance(installed, 16 * MINUTE);
  expect(shop.webhookSubscriptions.size).toBe(9);
  const { make, ship } = hands(installed);
  const transfer = make("Madrid", "Barcelona", { "CAM-1": 4 });
  world.devshop.installer.revoke(shop, [...SCOPES_TO_MOVE]);
  await world.settle(installed);
  expect(shop.webhookSubscriptions.size).toBe(0);
  await world.advance(installed, MINUTE);
  ship(transfer, { "CAM-1": 4 });
  for (let look = 0; look < 3; look += 1) await world.advance(installed, 16 * MINUTE);
  await expectMirror(world, installed);
  expect(await unexplained(world.owner, installed.shopId)).toEqual([]);
  expect((await outside(installed)).length).toBeGreaterThan(0);
});

test("the list is searched, filtered, sorted, paged both ways and taken home", async () => {
  const installed = await connected();
  const { make } = hands(installed);
  make("Madrid", "Barcelona", { "CAM-1": 4 });
  make("Madrid", "Sevilla", { "CAM-1": 1 }, false);
  make("Sevilla", "Barcelona", { "TAZ-1": 2 });
  await world.settle(installed);
  await world.advance(installed, MINUTE);
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { listTransfers } = await import("../../app/features/transfers/list.server.ts");
  const { transfersCsv } = await import("../../app/features/transfers/csv.server.ts");
  const { readTransferFilter } = await import("../../app/features/transfers/domain/transfer-filter.ts");
  const { textsFor } = await import("../../app/shell/i18n/texts.server.ts");
  const filterOf = (address: string) => readTransferFilter(new URLSearchParams(address));
  const list = (address: string, limit = 10) =>
    inShop(installed.shopId, (tx) => listTransfers(tx, filterOf(address), limit));
  const names = async (address: string) => (await list(address)).map(({ name }) => name);
  expect(await names("")).toEqual(["#T0003", "#T0002", "#T0001"]);
  expect(await names("sort=made.asc&q=cam-1")).toEqual(["#T0001", "#T0002"]);
  expect(await names("q=t0002")).toEqual(["#T0002"]);
  expect(await names("status=DRAFT")).toEqual(["#T0002"]);
  expect(await names(`to=${location(installed, "Barcelona")}&from=${location(installed, "Sevilla")}`)).toEqual([
    "#T0003",
  ]);
  const [newest, middle, oldest] = (await list("")).map(({ id }) => id);
  expect((await list(`after=${newest ?? ""}`, 1)).map(({ id }) => id)).toEqual([middle]);
  expect((await list(`before=${oldest ?? ""}`, 1)).map(({ id }) => id)).toEqual([middle]);
  const csv = transfersCsv(installed.shopId, filterOf("q=taz"), textsFor("es").getFixedT("es", "transfers"));
  expect(await new Response(csv).text()).toMatch(
    /^Traslado,.*\r\n#T0003,.*,Tienda Sevilla,Tienda Barcelona,2,0,2026-11-02T/,
  );
});

/** What somebody does on our own pages. */
async function pages(installed: InstalledShop) {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { suggestTransfers } = await import("../../app/features/transfers/suggestions.server.ts");
  const acts = await import("../../app/features/transfers/acts.server.ts");
  const now = () => world.clock.now();
  return {
    suggestions: () => inShop(installed.shopId, (tx) => suggestTransfers(tx, "EUR", now())),
    ask: (moves: readonly WantedMove[], ready: boolean) =>
      inShop(installed.shopId, (tx) => acts.askForTransfers(tx, moves, ready, now())),
    act: async (id: string, act: TransferAct) => {
      const outcome = await inShop(installed.shopId, (tx) =>
        acts.askOfTransfer(tx, parseId<TransferId>(id), act, now()),
      );
      await world.settle(installed);
      return outcome;
    },
  };
}

test("what one place sells and another has left over is suggested, made, sent and received with differences", async () => {
  const taza = { sku: "TAZ-1", priceMinor: 990, grams: 400, unitCostMinor: 300, stock: [0, 3, 8] };
  const installed = await connected({ products: [{ title: "Taza", variants: [taza] }] });
  const { shop } = installed;
  await order(world, installed, { "TAZ-1": 3 });
  const { suggestions, ask, act } = await pages(installed);
  const [suggestion, ...others] = await suggestions();
  expect(others).toEqual([]);
  // 3 sold in 28 days: 14 days need 2.
  expect(suggestion).toMatchObject({
    title: "Taza",
    fromName: "Tienda Barcelona",
    toName: "Tienda Sevilla",
    units: 2,
    savedMinor: 600,
  });
  if (!suggestion) return;
  const { itemId, from, to } = suggestion;

  expect(await ask([{ itemId, from: from.locationId, to: to.locationId, quantity: 3 }], false)).toBe(1);
  expect(await suggestions()).toEqual([]);
  await world.settle(installed);
  const [transfer] = [...shop.transfers.values()];
  expect(transfer).toMatchObject({ status: "DRAFT", lines: [{ itemId, totalQuantity: 3 }] });
  if (!transfer) return;
  expect(await suggestions()).toEqual([]);

  const blank = { trackingNumber: "" };
  expect(await act(transfer.id, { do: "change", lines: [{ itemId, quantity: 2 }], ...blank })).toBe("asked");
  expect(await act(transfer.id, { do: "ready" })).toBe("asked");
  expect(await act(transfer.id, { do: "ready" })).toBe("nothing");
  expect(await act(transfer.id, { do: "send", lines: [{ itemId, quantity: 9 }], trackingNumber: "T 1" })).toBe("asked");
  expect(transfer).toMatchObject({ status: "IN_PROGRESS", lines: [{ totalQuantity: 2 }] });
  expect(await act(transfer.id, { do: "cancel" })).toBe("nothing");

  const shipmentId = parseId<ShipmentId>(transfer.shipmentIds[0] ?? "");
  const found = { itemId, accepted: 1, rejected: 0, close: false };
  expect(await act(transfer.id, { do: "receive", shipmentId, lines: [found] })).toBe("asked");
  expect(shop.shipments.get(shipmentId)?.status).toBe("PARTIALLY_RECEIVED");
  expect(await act(transfer.id, { do: "receive", shipmentId, lines: [{ ...found, accepted: 0, close: true }] })).toBe(
    "asked",
  );
  expect(shop.shipments.get(shipmentId)?.lines).toMatchObject([
    { quantity: 2, acceptedQuantity: 1, rejectedQuantity: 1 },
  ]);
  expect(transfer.status).toBe("TRANSFERRED");
  await expectExplained(installed);
});

test("a lost answer makes no second transfer, and cancels none twice", async () => {
  const installed = await connected();
  const itemId = parseId<InventoryItemId>(itemOf(installed, "CAM-1"));
  const [from, to] = [location(installed, "Madrid"), location(installed, "Barcelona")].map((id) =>
    parseId<LocationId>(id),
  );
  if (!from || !to) return;
  const { ask, act } = await pages(installed);
  world.devshop.admin.interferences.add("CreateReadyTransfer", { kind: "lostAnswer" });
  await ask([{ itemId, from, to, quantity: 2 }], true);
  await world.settle(installed);
  await world.advance(installed, 2 * MINUTE);
  const [transfer, ...others] = [...installed.shop.transfers.values()];
  expect(others).toEqual([]);
  world.devshop.admin.interferences.add("CancelTransfer", { kind: "lostAnswer" });
  expect(await act(transfer?.id ?? "", { do: "cancel" })).toBe("asked");
  expect(await act(transfer?.id ?? "", { do: "cancel" })).toBe("busy");
  await world.advance(installed, 2 * MINUTE);
  expect(transfer?.status).toBe("CANCELED");
  const intents = await rows(world, "select kind, status from intent where shop_id = $1 order by intent_id", [
    installed.shopId,
  ]);
  expect(intents).toEqual([
    { kind: "transfer.create", status: "done" },
    { kind: "transfer.cancel", status: "done" },
  ]);
  await expectExplained(installed);
});
