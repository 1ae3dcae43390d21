import { afterAll, beforeAll, expect, test } from "vitest";
import { addTags } from "../devshop/state/change-order.ts";
import { gid } from "../devshop/state/ids.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type TestWorld } from "../setup/world.ts";
import { expectMirror, order, place, ran, SECOND, switchOn, timeline } from "./steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof loadPages>>;
beforeAll(async () => {
  world = await openWorld();
  app = await loadPages();
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

test("a thing that cannot be read is set aside and shown, the others of its shop go on, and a click has it read again", async () => {
  const installed = await world.install(spanishShop());
  await switchOn(world, installed, "route");
  const spoiled = place(world, installed, { "CAM-1": 1 });
  const heal = world.devshop.admin.spoil(gid("Order", spoiled.id));
  const others = Array.from({ length: 6 }, () => place(world, installed, { "CAM-1": 1 }));
  await world.settle(installed);
  await world.advance(installed, 10 * SECOND);
  for (const each of others) expect(await timeline(world, installed, each)).toContain("routing.decided");

  expect((await app.homePage(installed.shopId, world.clock.now())).setAside).toBe(1);
  const { setAside } = await app.settingsPage(installed.shopId, world.clock.now());
  expect(setAside.first).toEqual([
    { kind: "order", objectId: spoiled.id, part: "0", code: "not_storable", at: expect.any(Date) },
  ]);
  const metrics = await (await fetch(`${world.appUrl}/metrics`)).text();
  expect(metrics).toMatch(/entrega_set_aside_total\{kind="order",result="set_aside"\} [1-9]/);

  heal();
  expect(await app.readAgain(installed.shopId, world.clock.now())).toEqual({ status: "triedAgain", count: 1 });
  await world.settle(installed);
  await world.advance(installed, 10 * SECOND);
  expect((await app.homePage(installed.shopId, world.clock.now())).setAside).toBe(0);
  expect(await timeline(world, installed, spoiled)).toContain("order.placed");
  await expectMirror(world, installed);
});

test("what was set aside is read again when it changes: alone and once a minute, so that it costs the others nothing", async () => {
  const installed = await world.install(spanishShop());
  const [spoiled, other] = [
    await order(world, installed, { "CAM-1": 1 }),
    await order(world, installed, { "CAM-1": 1 }),
  ];
  const tag = async (text: string) => {
    for (const each of [spoiled, other]) addTags(world.devshop.world, installed.shop, each, [text]);
    await world.advance(installed, 70 * SECOND);
  };
  const heal = world.devshop.admin.spoil(gid("Order", spoiled.id));
  await tag("first");
  expect(await app.readAgain(installed.shopId, world.clock.now())).toEqual({ status: "triedAgain", count: 1 });
  await world.settle(installed);
  const before = ran(world, "RefreshOrders");
  for (const text of ["a", "b", "c"]) {
    addTags(world.devshop.world, installed.shop, spoiled, [text]);
    await world.settle(installed);
  }
  expect(ran(world, "RefreshOrders")).toBe(before);
  await tag("second");
  expect(ran(world, "RefreshOrders") - before).toBe(2);
  expect((await app.homePage(installed.shopId, world.clock.now())).setAside).toBe(1);
  heal();
  await tag("third");
  expect((await app.homePage(installed.shopId, world.clock.now())).setAside).toBe(0);
  await expectMirror(world, installed);
});

async function loadPages() {
  const { homePage } = await import("../../app/features/home/home-page.server.ts");
  const { settingsPage } = await import("../../app/features/settings/settings-page.server.ts");
  const { readAgain } = await import("../../app/features/settings/save-settings.server.ts");
  return { homePage, settingsPage, readAgain };
}
