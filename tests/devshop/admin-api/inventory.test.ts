import { describe, expect, test } from "vitest";
import { startHarness, type GraphqlError, type Harness } from "../harness.ts";
import { levelKey } from "../state/catalog.ts";
import { gid } from "../state/ids.ts";

const ADJUST = `mutation($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { reason referenceDocumentUri changes { name delta quantityAfterChange item { id } } }
    userErrors { code field } } }`;
const SET = `mutation($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { code } } }`;
const MOVE = `mutation($input: InventoryMoveQuantitiesInput!, $key: String!) {
  inventoryMoveQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id } userErrors { code } } }`;

interface Answer {
  inventoryAdjustmentGroup: { changes?: object[] } | null;
  userErrors: { code: string }[];
}

async function run(h: Harness, mutation: string, input: object, key = "key-1"): Promise<Answer> {
  const data = (await h.data(mutation, { input, key })) as Record<string, Answer>;
  const [answer] = Object.values(data);
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

function firstLevel(h: Harness) {
  const [itemId = ""] = h.shop.items.keys();
  const [locationId = ""] = h.shop.locations.keys();
  const level = h.shop.levels.get(levelKey(itemId, locationId));
  if (level === undefined) throw new Error("no level");
  return {
    level,
    at: { inventoryItemId: gid("InventoryItem", itemId), locationId: gid("Location", locationId) },
  };
}

const adjustment = (h: Harness, change: object = {}) => ({
  name: "available",
  reason: "correction",
  referenceDocumentUri: "gid://entrega/Count/1",
  changes: [{ ...firstLevel(h).at, delta: 3, changeFromQuantity: 10, ...change }],
});

describe("@idempotent", () => {
  test("is required: without it the mutation is an error and changes nothing", async () => {
    await using h = await startHarness();
    const reply = await h.graphql(ADJUST.replace("@idempotent(key: $key)", "").replace(", $key: String!", ""), {
      input: adjustment(h),
    });
    expect(reply.json.data).toEqual({ inventoryAdjustQuantities: null });
    expect((reply.json.errors as GraphqlError[])[0]).toMatchObject({
      message: "The @idempotent directive is required for inventoryAdjustQuantities, but was not provided.",
      extensions: { code: "BAD_REQUEST" },
    });
    expect(firstLevel(h).level.quantities.available).toBe(10);
  });

  test("the same key and arguments give the same answer and one effect", async () => {
    await using h = await startHarness();
    const first = await run(h, ADJUST, adjustment(h));
    const second = await run(h, ADJUST, adjustment(h));
    expect(second).toEqual(first);
    expect(first.userErrors).toEqual([]);
    expect(firstLevel(h).level.quantities.available).toBe(13);
  });

  test("the same key with other arguments is refused", async () => {
    await using h = await startHarness();
    await run(h, ADJUST, adjustment(h));
    const second = await run(h, ADJUST, adjustment(h, { delta: 4, changeFromQuantity: 13 }));
    expect(second).toMatchObject({
      inventoryAdjustmentGroup: null,
      userErrors: [{ code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" }],
    });
    expect(firstLevel(h).level.quantities.available).toBe(13);
  });

  test("a key whose first attempt was refused is used up", async () => {
    await using h = await startHarness();
    const stale = adjustment(h, { changeFromQuantity: 9 });
    expect((await run(h, ADJUST, stale)).userErrors).toMatchObject([{ code: "CHANGE_FROM_QUANTITY_STALE" }]);
    expect((await run(h, ADJUST, stale)).userErrors).toMatchObject([{ code: "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" }]);
  });
});

describe("adjusting", () => {
  test("adds to the state and to on_hand, and names the document", async () => {
    await using h = await startHarness();
    const { at } = firstLevel(h);
    expect(await run(h, ADJUST, adjustment(h))).toEqual({
      inventoryAdjustmentGroup: {
        reason: "correction",
        referenceDocumentUri: "gid://entrega/Count/1",
        changes: [
          { name: "available", delta: 3, quantityAfterChange: 13, item: { id: at.inventoryItemId } },
          { name: "on_hand", delta: 3, quantityAfterChange: 13, item: { id: at.inventoryItemId } },
        ],
      },
      userErrors: [],
    });
    await h.devshop.webhooks.drain();
    expect(JSON.parse(h.only("inventory_levels/update").body)).toMatchObject({ available: 13 });
  });

  test("must say what it changes from: a number, or null not to compare", async () => {
    await using h = await startHarness();
    const { changeFromQuantity: _left, ...change } = adjustment(h).changes[0] ?? { changeFromQuantity: 0 };
    const reply = await h.graphql(ADJUST, { input: { ...adjustment(h), changes: [change] }, key: "a" });
    expect((reply.json.errors as GraphqlError[])[0]?.extensions?.code).toBe("BAD_REQUEST");
    expect((await run(h, ADJUST, adjustment(h, { changeFromQuantity: null }), "b")).userErrors).toEqual([]);
  });

  test("is all or nothing", async () => {
    await using h = await startHarness();
    const input = adjustment(h);
    const unknown = { ...input.changes[0], inventoryItemId: gid("InventoryItem", "1") };
    const answer = await run(h, ADJUST, { ...input, changes: [...input.changes, unknown] });
    expect(answer.userErrors).toMatchObject([{ code: "INVALID_INVENTORY_ITEM" }]);
    expect(firstLevel(h).level.quantities.available).toBe(10);
  });

  test.each([
    ["an undocumented reason", { reason: "because" }, "INVALID_REASON"],
    ["a state orders own", { name: "committed" }, "INVALID_QUANTITY_NAME"],
    ["a sum", { name: "on_hand" }, "INVALID_QUANTITY_NAME"],
    ["a reference that is no URI", { referenceDocumentUri: "count 1" }, "INVALID_REFERENCE_DOCUMENT"],
  ])("refuses %s", async (_name, change, code) => {
    await using h = await startHarness();
    expect((await run(h, ADJUST, { ...adjustment(h), ...change })).userErrors).toMatchObject([{ code }]);
  });

  test.each([
    ["a ledger document for available", "available", "gid://entrega/Buffer/1", "INVALID_AVAILABLE_DOCUMENT"],
    ["no ledger document for another state", "damaged", null, "INVALID_QUANTITY_DOCUMENT"],
    ["a ledger document of Shopify's own", "damaged", "gid://shopify/Order/1", "INTERNAL_LEDGER_DOCUMENT"],
  ])("refuses %s", async (_name, name, ledgerDocumentUri, code) => {
    await using h = await startHarness();
    const input = { ...adjustment(h, { changeFromQuantity: null, ledgerDocumentUri }), name };
    expect((await run(h, ADJUST, input)).userErrors).toMatchObject([{ code }]);
  });

  test("connects a location that did not stock the item (since 2026-10)", async () => {
    await using h = await startHarness();
    const cup = [...h.shop.items.keys()][1] ?? "";
    const input = adjustment(h, { inventoryItemId: gid("InventoryItem", cup), changeFromQuantity: 0 });
    expect((await run(h, ADJUST, input)).userErrors).toEqual([]);
    await h.devshop.webhooks.drain();
    expect(JSON.parse(h.only("inventory_levels/connect").body)).toMatchObject({ available: 0 });
    expect(JSON.parse(h.only("inventory_levels/update").body)).toMatchObject({ available: 3 });
  });
});

describe("setting", () => {
  const input = (h: Harness, change: object = {}, name = "available") => ({
    name,
    reason: "cycle_count_available",
    quantities: [{ ...firstLevel(h).at, quantity: 7, changeFromQuantity: 10, ...change }],
  });

  test("on_hand leaves committed units alone and moves the difference into available", async () => {
    await using h = await startHarness();
    await h.order();
    const { level } = firstLevel(h);
    expect(level.quantities).toMatchObject({ available: 9, committed: 1 });
    expect((await run(h, SET, input(h, {}, "on_hand"))).userErrors).toEqual([]);
    expect(level.quantities).toMatchObject({ available: 6, committed: 1 });
  });

  test.each([
    ["a stale comparison", { changeFromQuantity: 11 }, "available", "CHANGE_FROM_QUANTITY_STALE"],
    ["a negative quantity", { quantity: -1 }, "available", "INVALID_QUANTITY_NEGATIVE"],
    ["more than a thousand million", { quantity: 1_000_000_001 }, "available", "INVALID_QUANTITY_TOO_HIGH"],
    ["another state", {}, "reserved", "INVALID_NAME"],
  ])("refuses %s", async (_name, change, name, code) => {
    await using h = await startHarness();
    expect((await run(h, SET, input(h, change, name))).userErrors).toMatchObject([{ code }]);
  });

  test("refuses the same level twice", async () => {
    await using h = await startHarness();
    const twice = input(h);
    const answer = await run(h, SET, { ...twice, quantities: [...twice.quantities, ...twice.quantities] });
    expect(answer.userErrors).toMatchObject([{ code: "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR" }]);
  });
});

describe("moving between states", () => {
  const input = (h: Harness, from: object = {}, to: object = {}) => {
    const { inventoryItemId, locationId } = firstLevel(h).at;
    return {
      reason: "safety_stock",
      referenceDocumentUri: "gid://entrega/Buffer/1",
      changes: [
        {
          inventoryItemId,
          quantity: 2,
          from: { name: "available", locationId, changeFromQuantity: 10, ...from },
          to: {
            name: "safety_stock",
            locationId,
            changeFromQuantity: 0,
            ledgerDocumentUri: "gid://entrega/Buffer/1",
            ...to,
          },
        },
      ],
    };
  };

  test("keeps on_hand", async () => {
    await using h = await startHarness();
    expect((await run(h, MOVE, input(h))).userErrors).toEqual([]);
    expect(firstLevel(h).level.quantities).toMatchObject({ available: 8, safety_stock: 2 });
  });

  test.each([
    ["two locations", {}, { locationId: "gid://shopify/Location/1" }, "DIFFERENT_LOCATIONS"],
    ["from a state to itself", {}, { name: "available", ledgerDocumentUri: null }, "SAME_QUANTITY_NAME"],
    ["a stale target", {}, { changeFromQuantity: 1 }, "CHANGE_FROM_QUANTITY_STALE"],
    ["a target without its document", {}, { ledgerDocumentUri: null }, "INVALID_QUANTITY_DOCUMENT"],
  ])("refuses %s", async (_name, from, to, code) => {
    await using h = await startHarness();
    expect((await run(h, MOVE, input(h, from, to))).userErrors).toMatchObject([{ code }]);
    expect(firstLevel(h).level.quantities).toMatchObject({ available: 10, safety_stock: 0 });
  });
});

describe("activating", () => {
  const ACTIVATE = `mutation($item: ID!, $location: ID!, $available: Int, $key: String!) {
    inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available) @idempotent(key: $key) {
      inventoryLevel { id isActive quantities(names: ["available"]) { quantity } } userErrors { message } } }`;

  test("stocks the item at the location; deactivating is refused while units are committed", async () => {
    await using h = await startHarness();
    const cup = gid("InventoryItem", [...h.shop.items.keys()][1] ?? "");
    const madrid = gid("Location", [...h.shop.locations.keys()][0] ?? "");
    const data = (await h.data(ACTIVATE, { item: cup, location: madrid, available: 4, key: "k" })) as {
      inventoryActivate: { inventoryLevel: { id: string } };
    };
    expect(data.inventoryActivate).toMatchObject({
      inventoryLevel: { isActive: true, quantities: [{ quantity: 4 }] },
      userErrors: [],
    });
    const { id } = data.inventoryActivate.inventoryLevel;
    const level = h.shop.levels.get(levelKey(cup.split("/").at(-1) ?? "", madrid.split("/").at(-1) ?? ""));
    if (level === undefined) throw new Error("no level");
    const DEACTIVATE = "mutation($id: ID!) { inventoryDeactivate(inventoryLevelId: $id) { userErrors { message } } }";
    level.quantities.committed = 1;
    expect(await h.data(DEACTIVATE, { id })).toMatchObject({ inventoryDeactivate: { userErrors: [{}] } });
    level.quantities.committed = 0;
    expect(await h.data(DEACTIVATE, { id })).toEqual({ inventoryDeactivate: { userErrors: [] } });
    expect(level.isActive).toBe(false);
  });
});
