import { describe, expect, test } from "vitest";
import { startHarness } from "../harness.ts";
import { gid } from "../state/ids.ts";
import { addTags } from "../state/change-order.ts";

const TAG = `mutation Tag($id: ID!) { tagsAdd(id: $id, tags: ["ours"]) { userErrors { message } } }`;
const READ = "query Read($id: ID!) { order(id: $id) { tags } }";

describe("one operation can meet", () => {
  test("a server error, once, before anything happened", async () => {
    await using h = await startHarness();
    const order = await h.order();
    h.devshop.admin.interferences.add("Tag", { kind: "serverError" });
    expect((await h.graphql(READ, { id: gid("Order", order.id) })).status).toBe(200);
    expect((await h.graphql(TAG, { id: gid("Order", order.id) })).status).toBe(500);
    expect(order.tags).toEqual([]);
    expect((await h.graphql(TAG, { id: gid("Order", order.id) })).status).toBe(200);
  });

  test("a lost answer: the effect is there", async () => {
    await using h = await startHarness();
    const order = await h.order();
    h.devshop.admin.interferences.add("Tag", { kind: "lostAnswer" });
    await expect(h.graphql(TAG, { id: gid("Order", order.id) })).rejects.toThrow("fetch failed");
    expect(order.tags).toEqual(["ours"]);
  });

  test("a broken connection whose effect comes later", async () => {
    await using h = await startHarness();
    const order = await h.order();
    h.devshop.admin.interferences.add("Tag", { kind: "late", afterMs: 30_000 });
    await expect(h.graphql(TAG, { id: gid("Order", order.id) })).rejects.toThrow("fetch failed");
    expect(order.tags).toEqual([]);
    await h.clock.advance(30_000);
    expect(order.tags).toEqual(["ours"]);
  });

  test("somebody who was quicker", async () => {
    await using h = await startHarness();
    const order = await h.order();
    const act = () => {
      addTags(h.devshop.world, h.shop, order, ["theirs"]);
    };
    h.devshop.admin.interferences.add("Read", { kind: "meanwhile", act });
    expect(await h.data(READ, { id: gid("Order", order.id) })).toEqual({ order: { tags: ["theirs"] } });
  });
});

test("half an answer is no answer, and the effect is there", async () => {
  await using h = await startHarness();
  const order = await h.order();
  h.devshop.admin.interferences.add("Tag", { kind: "halfAnswer" });
  await expect(h.graphql(TAG, { id: gid("Order", order.id) })).rejects.toThrow("terminated");
  expect(order.tags).toEqual(["ours"]);
});

test("a spoiled object lacks what the schema never lets be absent, until it is healed", async () => {
  await using h = await startHarness();
  const id = gid("Order", (await h.order()).id);
  const heal = h.devshop.admin.spoil(id);
  const read = () => h.data("query Read($id: ID!) { order(id: $id) { id updatedAt } }", { id });
  expect(await read()).toEqual({ order: { id } });
  heal();
  expect(await read()).toEqual({ order: { id, updatedAt: expect.any(String) } });
});

describe("frozen reads", () => {
  test("show the shop as it was while mutations change it", async () => {
    await using h = await startHarness();
    const order = await h.order();
    const id = gid("Order", order.id);
    const thaw = h.devshop.admin.freezeReads(h.shop);
    await h.data(TAG, { id });
    expect(await h.data(READ, { id })).toEqual({ order: { tags: [] } });
    thaw();
    expect(await h.data(READ, { id })).toEqual({ order: { tags: ["ours"] } });
  });
});
