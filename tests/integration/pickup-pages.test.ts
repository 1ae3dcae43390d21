import { afterAll, beforeAll, expect, test } from "vitest";
import { readPickupFilter } from "../../app/features/pickup/domain/pickup-filter.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { click, load, orderToCollect, partId, pickupOf, pickupShop } from "./pickup-steps.ts";
import { HOUR } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" });
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const loadPages = async () => ({
  ...(await load()),
  ...(await import("../../app/features/pickup/list.server.ts")),
  ...(await import("../../app/features/pickup/page.server.ts")),
});

test("the list has the most urgent first, finds by code, name and e-mail, and says what is late", async () => {
  const app = await loadPages();
  const installed = await pickupShop(world);
  const first = await orderToCollect(world, installed, { "CAM-1": 1 });
  const second = await orderToCollect(world, installed, { "CAM-1": 2 });
  const list = (parameters: Record<string, string>) =>
    app.inShop(installed.shopId, (tx) =>
      app.listPickups(tx, readPickupFilter(new URLSearchParams(parameters)), world.clock.now(), 1),
    );
  const open = await list({});
  expect(open).toMatchObject({ pickups: [{ order: first.name, state: "preparing", overdue: false }], before: null });
  const next = await list({ after: open.after ?? "" });
  expect(next).toMatchObject({ pickups: [{ order: second.name, units: 2 }], after: null });
  expect(await list({ before: next.before ?? "" })).toMatchObject({ pickups: [{ order: first.name }], before: null });
  const { code } = await pickupOf(installed, partId(installed, second));
  for (const q of [code.toLowerCase(), second.name])
    expect((await list({ q })).pickups.map(({ order }) => order)).toEqual([second.name]);
  expect((await list({ q: "ana@example.com", sort: "readyBy.desc" })).pickups).toMatchObject([{ order: second.name }]);
  expect((await list({ q: "nobody@example.com" })).pickups).toEqual([]);

  await world.advance(installed, 2 * HOUR);
  expect((await list({})).pickups).toMatchObject([{ overdue: true }]);
  const counts = await app.inShop(installed.shopId, (tx) => app.countPickups(tx, world.clock.now()));
  expect(counts).toEqual({ preparing: 2, late: 2, ready: 0, no_show: 0 });
});

test("the page of a pickup never shows the code, and who looks at the customer is written down", async () => {
  const app = await loadPages();
  const installed = await pickupShop(world);
  const id = partId(installed, await orderToCollect(world, installed, { "CAM-1": 1 }));
  await click(world, installed, id, { act: "ready" });
  const { code } = await pickupOf(installed, id);
  const page = await app.inShop(installed.shopId, (tx) => app.pickupPage(tx, id, world.clock.now()));
  expect(JSON.stringify(page)).not.toContain(code);
  expect(await app.pickupPersons(installed.shopId, id, "7", world.clock.now())).toMatchObject({ collector: null });
  const { rows } = await world.owner.query("select purpose from personal_read where shop_id = $1", [installed.shopId]);
  expect(rows).toEqual([{ purpose: "pickup_desk" }]);
});
