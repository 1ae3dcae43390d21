import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../app/core/ids.ts";
import type { Rule } from "../../app/features/automation/domain/rule.ts";
import { addTags, removeTags, writeNote } from "../devshop/state/change-order.ts";
import { moveFulfillmentOrder } from "../devshop/state/move.ts";
import { setDeadline } from "../devshop/state/service-requests.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { decide, note, tag, told, untag } from "./order-acts-steps.ts";
import {
  expectMirror,
  happen,
  HOUR,
  intents,
  location,
  MINUTE,
  onlyPart,
  order,
  ran,
  rows,
  SECOND,
  switchOn,
  timeline,
} from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const place = (change = {}) => order(world, installed, { "CAM-1": 1 }, change);
const MUTATIONS = ["ChangeOrderTags", "WriteOrderNote", "SetDeadline", "SubmitRequest"] as const;
const written = () => MUTATIONS.reduce((sum, name) => sum + ran(world, name), 0);
const done = (kind: string) => ({ kind, status: "done" });
const within = (hours: number) => ({ within: { unit: "hours", hours }, by: "r1" }) as const;
const EVERYTHING = { effects: [tag("vip"), note("Fragile")], deadline: within(24) };

describe("observe first", () => {
  test("nothing is recorded or written while the switch is off, nor for orders older than it", async () => {
    const before = written();
    const placed = await place();
    await decide(world, installed, placed, EVERYTHING);
    await world.advance(installed, SECOND);
    await switchOn(world, installed, "rules");
    await decide(world, installed, placed, EVERYTHING);
    expect(await intents(world, installed)).toEqual([]);
    expect(written()).toBe(before);
    expect(placed).toMatchObject({ tags: [], note: null });
  });

  test("a click reaches orders older than the switch, and none while it is off", async () => {
    const placed = await place();
    await decide(world, installed, placed, EVERYTHING, { clicked: true });
    expect(await intents(world, installed)).toEqual([]);
    await world.advance(installed, SECOND);
    await switchOn(world, installed, "rules");
    await decide(world, installed, placed, EVERYTHING, { clicked: true });
    expect(placed).toMatchObject({ tags: ["vip"], note: "Fragile" });
    expect(onlyPart(installed, placed).fulfillBy).not.toBeNull();
  });
});

describe("switched on", () => {
  beforeEach(() => switchOn(world, installed, "rules"));

  test("each effect is carried out once and written down, and the mirror knows at once", async () => {
    const before = written();
    const placed = await place({ tags: ["new"], note: "Ring twice" });
    await decide(world, installed, placed, { ...EVERYTHING, effects: [tag("vip"), untag("NEW"), note("Fragile")] });
    expect(placed).toMatchObject({ tags: ["vip"], note: "Ring twice\nFragile" });
    const fulfillBy = new Date(placed.createdAt.getTime() + 24 * HOUR);
    fulfillBy.setMilliseconds(0);
    expect(onlyPart(installed, placed).fulfillBy).toEqual(fulfillBy);
    expect(await intents(world, installed)).toEqual([
      done("order.tags"),
      done("order.note"),
      done("fulfillmentOrder.deadline"),
    ]);
    expect(written() - before).toBe(3);
    expect(await told(world, installed, placed, "order.tagged")).toMatchObject([{ added: ["vip"], removed: ["NEW"] }]);
    expect(await told(world, installed, placed, "order.noted")).toHaveLength(1);
    expect(await told(world, installed, placed, "fulfillment_order.deadline")).toMatchObject([
      { fulfillBy: fulfillBy.toISOString() },
    ]);
    const mirrored = await rows(
      world,
      `select (select array_agg(tag) from order_tag t where t.shop_id = o.shop_id and t.order_id = o.order_id) as tags, f.fulfill_by
         from shop_order o join fulfillment_order f using (shop_id, order_id) where o.shop_id = $1`,
      [installed.shopId],
    );
    expect(mirrored).toEqual([{ tags: ["vip"], fulfill_by: fulfillBy }]);
    await world.advance(installed, 2 * MINUTE);
    await expectMirror(world, installed);
  });

  test("all echoes end in one read of the order, a minute later", async () => {
    const placed = await place();
    await world.advance(installed, 2 * MINUTE);
    const reads = () => ({ orders: ran(world, "RefreshOrders"), parts: ran(world, "RefreshFulfillmentOrders") });
    const { orders, parts } = reads();
    await decide(world, installed, placed, { deadline: within(24) });
    await world.advance(installed, 2 * MINUTE);
    expect(reads()).toEqual({ orders, parts });
    await decide(world, installed, placed, { effects: [tag("vip"), note("Fragile")] });
    expect(reads()).toEqual({ orders, parts });
    await world.advance(installed, 2 * MINUTE);
    // The order that is read names a fulfillment order that has changed with its deadline.
    expect(reads()).toEqual({ orders: orders + 1, parts: parts + 1 });
    await world.advance(installed, 10 * MINUTE);
    expect(reads()).toEqual({ orders: orders + 1, parts: parts + 1 });
    await expectMirror(world, installed);
  });

  test("what is so already is not written, and its ledger stays silent", async () => {
    const placed = await place();
    const part = onlyPart(installed, placed);
    const shop = world.devshop.world;
    await decide(world, installed, placed, {}, { settles: false });
    addTags(shop, installed.shop, placed, ["VIP"]);
    writeNote(shop, installed.shop, placed, "Fragile");
    const before = written();
    await decide(world, installed, placed, { ...EVERYTHING, deadline: within(1) }, { settles: false });
    setDeadline(
      shop,
      installed.shop,
      [part.id],
      new Date(Math.floor(placed.createdAt.getTime() / 1_000) * 1_000 + HOUR),
    );
    await world.settle(installed);
    expect(written()).toBe(before);
    expect(placed).toMatchObject({ tags: ["VIP"], note: "Fragile" });
    const codes = await timeline(world, installed, placed);
    for (const code of ["order.tagged", "order.noted", "fulfillment_order.deadline"]) expect(codes).not.toContain(code);
  });

  test("what people took away stays away when the order is decided again", async () => {
    const placed = await place();
    await decide(world, installed, placed, EVERYTHING);
    removeTags(world.devshop.world, installed.shop, placed, ["vip"]);
    writeNote(world.devshop.world, installed.shop, placed, "Call first");
    const theirs = new Date("2026-11-30T12:00:00Z");
    setDeadline(world.devshop.world, installed.shop, [onlyPart(installed, placed).id], theirs);
    await world.advance(installed, 2 * MINUTE);
    await decide(world, installed, placed, EVERYTHING);
    expect(placed).toMatchObject({ tags: [], note: "Call first" });
    expect(onlyPart(installed, placed).fulfillBy).toEqual(theirs);
    expect(await intents(world, installed)).toHaveLength(3);
  });

  test("a note that somebody saves between our reading and our writing is written over: Shopify compares nothing", async () => {
    const placed = await place({ note: "Ring twice" });
    world.devshop.admin.interferences.add("WriteOrderNote", {
      kind: "meanwhile",
      act: () => void writeNote(world.devshop.world, installed.shop, placed, "Ring twice, then call"),
    });
    await decide(world, installed, placed, { effects: [note("Fragile")] });
    expect(placed.note).toBe("Ring twice\nFragile");
  });

  test("a deadline follows the lines to where they were moved", async () => {
    const placed = await place();
    const part = onlyPart(installed, placed);
    const to = location(installed, "Sevilla");
    const line = part.lines[0]?.lineItemId as LineItemId;
    await decide(
      world,
      installed,
      placed,
      { deadline: within(24) },
      {
        to,
        moves: [
          {
            kind: "fulfillmentOrder.move",
            orderId: placed.id as OrderId,
            subject: "by test",
            input: {
              fulfillmentOrderId: part.id as FulfillmentOrderId,
              from: part.assignedLocationId as LocationId,
              to: to as LocationId,
              lines: [{ lineItemId: line, quantity: 1 }],
              whole: true,
              decisionId: "1",
            },
          },
        ],
      },
    );
    const moved = onlyPart(installed, placed);
    expect(moved.assignedLocationId).toBe(to);
    expect(moved.fulfillBy).not.toBeNull();
    expect(await intents(world, installed)).toEqual([done("fulfillmentOrder.move"), done("fulfillmentOrder.deadline")]);
  });

  test("a newer decision takes the place of a deadline that was not set yet", async () => {
    const placed = await place();
    await decide(world, installed, placed, { deadline: within(24) }, { settles: false });
    await decide(world, installed, placed, { deadline: within(48) });
    expect(await intents(world, installed)).toEqual([
      { kind: "fulfillmentOrder.deadline", status: "cancelled" },
      done("fulfillmentOrder.deadline"),
    ]);
    expect(onlyPart(installed, placed).fulfillBy?.getTime()).toBeGreaterThan(placed.createdAt.getTime() + 47 * HOUR);
  });
});

describe("a lost answer", () => {
  beforeEach(() => switchOn(world, installed, "rules"));

  test.each(["lostAnswer", "halfAnswer", "serverError"] as const)(
    "(%s) is looked up, and nothing is done twice",
    async (kind) => {
      const placed = await place({ note: "Ring twice" });
      for (const name of ["ChangeOrderTags", "WriteOrderNote", "SetDeadline"])
        world.devshop.admin.interferences.add(name, { kind });
      await decide(world, installed, placed, EVERYTHING);
      for (let time = 0; time < 6; time += 1) await world.advance(installed, 65 * SECOND);
      expect(placed).toMatchObject({ tags: ["vip"], note: "Ring twice\nFragile" });
      expect(onlyPart(installed, placed).fulfillBy).not.toBeNull();
      const settled = await intents(world, installed);
      expect(settled.map(({ status }) => status)).toEqual(["done", "done", "done"]);
      for (const code of ["order.tagged", "order.noted", "fulfillment_order.deadline"])
        expect(await told(world, installed, placed, code)).toHaveLength(1);
      await expectMirror(world, installed);
    },
  );

  test("of a request that arrives late is not sent again", async () => {
    const placed = await place();
    const before = written();
    for (const name of ["ChangeOrderTags", "WriteOrderNote", "SetDeadline"])
      world.devshop.admin.interferences.add(name, { kind: "late", afterMs: 40 * SECOND });
    await decide(world, installed, placed, EVERYTHING);
    for (let time = 0; time < 8; time += 1) await world.advance(installed, 65 * SECOND);
    expect(placed).toMatchObject({ tags: ["vip"], note: "Fragile" });
    expect(written() - before).toBe(3);
    expect((await intents(world, installed)).map(({ status }) => status)).toEqual(["done", "done", "done"]);
  });
});

describe("a refusal", () => {
  beforeEach(() => switchOn(world, installed, "rules"));

  test("for too many tags or too long a note changes nothing, and says why", async () => {
    const many = Array.from({ length: 250 }, (_, index) => `t${String(index)}`);
    const full = "x".repeat(4_999);
    const placed = await place({ tags: many, note: full });
    await decide(world, installed, placed, { effects: [tag("vip"), note("Fragile")] });
    expect(placed.tags).toHaveLength(250);
    expect(placed.note).toBe(full);
    expect(await told(world, installed, placed, "act.refused")).toMatchObject([
      { kind: "order.tags", codes: ["too_many_tags"] },
      { kind: "order.note", codes: ["note_full"] },
    ]);
  });

  test("of Shopify is told by the fields it names", async () => {
    const placed = await place();
    world.devshop.admin.interferences.add("ChangeOrderTags", {
      kind: "meanwhile",
      act: () => {
        addTags(
          world.devshop.world,
          installed.shop,
          placed,
          Array.from({ length: 250 }, (_, each) => `t${String(each)}`),
        );
      },
    });
    await decide(world, installed, placed, { effects: [tag("vip")] });
    expect(await told(world, installed, placed, "act.refused")).toMatchObject([{ codes: ["tags"] }]);
    await expectMirror(world, installed);
  });

  test("of a deadline for lines that somebody has moved elsewhere waits for the mirror first", async () => {
    const placed = await place();
    await decide(world, installed, placed, { deadline: within(24) }, { settles: false });
    await happen(
      world,
      installed,
      moveFulfillmentOrder(world.devshop.world, installed.shop, {
        id: onlyPart(installed, placed).id,
        newLocationId: location(installed, "Barcelona"),
        lines: null,
      }),
    );
    for (let time = 0; time < 8; time += 1) await world.advance(installed, 65 * SECOND);
    expect(await intents(world, installed)).toEqual([{ kind: "fulfillmentOrder.deadline", status: "refused" }]);
    expect(await told(world, installed, placed, "act.refused")).toMatchObject([{ codes: ["not_there"] }]);
    expect(onlyPart(installed, placed).fulfillBy).toBeNull();
  });
});

test("rules that are live reach an order that comes in: decided, then done, once", async () => {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { createSet } = await import("../../app/features/automation/sets.server.ts");
  const { approve, publish, saveDraft } = await import("../../app/features/automation/versions.server.ts");
  const now = world.clock.now();
  await inShop(installed.shopId, async (tx) => {
    const given = { trigger: "order.routing" as const, name: "Test", channels: [], handlesAll: false };
    const setId = await createSet(tx, given, "7", now);
    if (setId === undefined) throw new Error("no set");
    const rule: Rule = {
      id: "all",
      name: "All",
      enabled: true,
      when: { all: [] },
      then: [
        { do: "addTag", tag: "vip" },
        { do: "addNote", text: "Fragile" },
        { do: "deadline", within: { unit: "timeOfDay", days: 1, at: "12:00" } },
        { do: "priority", level: 1 },
      ],
    };
    const saved = await saveDraft(tx, setId, { rules: [rule], seen: null }, "7", now);
    if (saved.kind === "stale") throw new Error("stale");
    await approve(tx, saved.versionId, { seen: now.getTime(), note: "" }, "7", now);
    await publish(tx, saved.versionId, now, "7", now);
  });
  await switchOn(world, installed, "rules", "route");
  const placed = await order(world, installed, { "CAM-1": 4 });
  expect(placed).toMatchObject({ tags: ["vip"], note: "Fragile" });
  expect(onlyPart(installed, placed)).toMatchObject({
    assignedLocationId: location(installed, "Sevilla"),
    fulfillBy: new Date("2026-11-03T11:00:00Z"),
  });
  expect(await told(world, installed, placed, "order.prioritised")).toMatchObject([{ value: "1", by: "rule" }]);
  expect(await intents(world, installed)).toEqual([
    done("fulfillmentOrder.move"),
    done("order.tags"),
    done("order.note"),
    done("fulfillmentOrder.deadline"),
  ]);
  await world.advance(installed, 2 * MINUTE);
  await expectMirror(world, installed);
});
