import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelOrder } from "../devshop/state/change-order.ts";
import { activeSubscription, cancelPlan, choosePlan, freezePlan } from "../devshop/state/app-subscriptions.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { charged, hadOrders, month, onHome, orders, page, paysFor, states, turn } from "./billing-steps.ts";
import { DAY, HOUR, intents, MINUTE, order, rows, SECOND, shrink, place } from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterEach(() => {
  Object.assign(world.devshop.appEvents.trouble, { lost: 0, status: undefined });
  Object.assign(world.devshop.knobs.webhooks, { duplicate: 0 });
  world.devshop.knobs.state.plansAreTold = true;
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const reconcile = () => world.advance(installed, 16 * MINUTE);

describe("an order is counted", () => {
  test("once, however often its webhooks come and whatever happens to it later", async () => {
    world.devshop.knobs.webhooks.duplicate = 1;
    const first = await order(world, installed, { "CAM-1": 1 });
    await order(world, installed, { "CAM-1": 2, "TAZ-1": 1 });
    expect(await month(world, installed)).toEqual({ orders: 2, extra: 0, cost: 0 });
    const cancel = { orderId: first.id, reason: "CUSTOMER", restock: true, refund: true } as const;
    expect(cancelOrder(world.devshop.world, installed.shop, cancel)).toMatchObject({ ok: true });
    await reconcile();
    await world.advance(installed, DAY);
    expect(await month(world, installed)).toEqual({ orders: 2, extra: 0, cost: 0 });
    expect(await states(world, installed)).toEqual({ included: 2 });
  });

  test("not when it is a test, is carried out of the store at the counter, or was there before us", async () => {
    await order(world, installed, { "CAM-1": 1 }, { test: true });
    await order(world, installed, { "CAM-1": 1 }, { delivery: { methodType: "RETAIL" } });
    await order(world, installed, { "CAM-1": 1 }, { placedAt: new Date(world.clock.now().getTime() - DAY) });
    expect(await month(world, installed)).toEqual({ orders: 0, extra: 0, cost: 0 });
    await order(world, installed, { "CAM-1": 1 }, { delivery: { methodType: "PICK_UP" } });
    expect(await month(world, installed)).toEqual({ orders: 1, extra: 0, cost: 0 });
  });

  test("in the month of its placing by the shop's own clock", async () => {
    const inOctober = new Date("2026-10-31T22:30:00Z"); // half past eleven at night in Madrid
    const inNovember = new Date("2026-10-31T23:30:00Z");
    await world.owner.query("update shop set installed_at = '2026-10-01' where id = $1", [installed.shopId]);
    for (const placedAt of [inOctober, inNovember]) await order(world, installed, { "CAM-1": 1 }, { placedAt });
    const found = await rows(world, "select month from counted_order where shop_id = $1 order by month", [
      installed.shopId,
    ]);
    expect(found).toEqual([{ month: "2026-10" }, { month: "2026-11" }]);
  });

  test("and stays counted when the app is uninstalled and comes back; what was ordered meanwhile is not ours", async () => {
    await orders(world, installed, 2);
    await world.advance(installed, MINUTE);
    world.devshop.installer.uninstall(installed.shop);
    await world.settle(installed);
    place(world, installed, { "POS-1": 1 });
    await world.advance(installed, HOUR);
    world.devshop.installer.install(installed.shop);
    await world.visit(installed);
    await world.settle(installed);
    await world.advance(installed, 16 * MINUTE);
    expect(await month(world, installed)).toEqual({ orders: 2, extra: 0, cost: 0 });
    await orders(world, installed, 1);
    expect(await month(world, installed)).toEqual({ orders: 3, extra: 0, cost: 0 });
  });
});

describe("the plan", () => {
  const known = async () => (await page(world, installed)).subscription;

  test("that somebody chose is known when they come back from Shopify, without any webhook", async () => {
    world.devshop.knobs.state.plansAreTold = false;
    await page(world, installed);
    choosePlan(world.devshop.world, installed.shop, "grow");
    const trialEndsAt = new Date(world.clock.now().getTime() + 14 * DAY).toISOString();
    expect(await page(world, installed, true)).toMatchObject({
      asked: "fresh",
      handle: "grow",
      free: false,
      extraCents: null,
      subscription: { status: "active", name: "Grow", price: "29.0", trialEndsAt },
    });
  });

  test("that somebody chose is in the log of what people do, once, also when a webhook was there before them", async () => {
    const { actAs } = await import("../../app/platform/acting.server.ts");
    const person = { who: "70010", role: "manager", permission: "configure", page: "/app/plan" } as const;
    const back = () => actAs(person, () => page(world, installed, true));
    const told = () =>
      rows<{ who: string; code: string; before: unknown; after: unknown }>(
        world,
        `select who, code, data->'before'->>'handle' as before, data->'after'->>'handle' as after
           from audit_entry where shop_id = $1 order by seq`,
        [installed.shopId],
      );
    await back();
    expect(await told()).toEqual([]);
    choosePlan(world.devshop.world, installed.shop, "grow");
    await world.settle(installed);
    await back();
    await back();
    await actAs(person, () => page(world, installed));
    const grow = { who: "70010", code: "plan.chosen", before: "", after: "grow" };
    expect(await told()).toEqual([grow]);
    world.devshop.knobs.state.plansAreTold = false;
    choosePlan(world.devshop.world, installed.shop, "scale");
    await back();
    expect(await told()).toEqual([grow, { ...grow, before: "grow", after: "scale" }]);
  });

  test("is asked for with each reconcile, so that a webhook that never comes is missed by nobody", async () => {
    world.devshop.knobs.state.plansAreTold = false;
    choosePlan(world.devshop.world, installed.shop, "scale");
    await reconcile();
    const [row] = await rows(world, "select status, handle from billing_plan where shop_id = $1", [installed.shopId]);
    expect(row).toEqual({ status: "active", handle: "scale" });
  });

  test("is asked for at once when a webhook tells of it, and twice told is once known", async () => {
    await reconcile();
    world.devshop.knobs.webhooks.duplicate = 1;
    choosePlan(world.devshop.world, installed.shop, "grow");
    await world.settle(installed);
    const [row] = await rows(world, "select status, handle from billing_plan where shop_id = $1", [installed.shopId]);
    expect(row).toEqual({ status: "active", handle: "grow" });
  });

  test("goes up, down and away in Shopify, and nothing of what was counted goes with it", async () => {
    await paysFor(world, installed, "grow");
    await hadOrders(world, installed, 500);
    await orders(world, installed, 1);
    await reconcile();
    const before = await month(world, installed);
    expect(before).toEqual({ orders: 501, extra: 1, cost: 8 });

    await paysFor(world, installed, "scale");
    await orders(world, installed, 1);
    expect(await month(world, installed)).toEqual({ orders: 502, extra: 1, cost: 8 });

    await paysFor(world, installed, "grow");
    await orders(world, installed, 1);
    expect(await month(world, installed)).toEqual({ orders: 503, extra: 2, cost: 16 });

    cancelPlan(world.devshop.world, installed.shop);
    await world.settle(installed);
    expect(await known()).toMatchObject({ status: "none" });
    await orders(world, installed, 1);
    expect(await month(world, installed)).toEqual({ orders: 504, extra: 2, cost: 16 });
    expect((await page(world, installed)).months).toMatchObject([{ month: "2026-11", orders: 504, extra: 2 }]);
  });

  test("that Shopify holds back until it is paid charges nothing, and says so", async () => {
    await paysFor(world, installed, "grow");
    freezePlan(world.devshop.world, installed.shop, true);
    await world.settle(installed);
    await hadOrders(world, installed, 500);
    await orders(world, installed, 1);
    expect(await month(world, installed)).toEqual({ orders: 501, extra: 0, cost: 0 });
    expect(await onHome(world, installed)).toMatchObject({ notice: "frozen" });
    freezePlan(world.devshop.world, installed.shop, false);
    await world.settle(installed);
    await orders(world, installed, 1);
    expect(await month(world, installed)).toEqual({ orders: 502, extra: 1, cost: 8 });
  });

  test("that this version does not know charges nothing and runs out of nothing", async () => {
    await paysFor(world, installed, "grow");
    const subscription = activeSubscription(installed.shop);
    Object.assign(subscription ?? {}, { plan: { ...subscription?.plan, handle: "platinum", name: "Platinum" } });
    await hadOrders(world, installed, 9_999);
    await reconcile();
    await orders(world, installed, 1);
    expect(await month(world, installed)).toMatchObject({ orders: 10_000, extra: 0 });
    expect(await page(world, installed)).toMatchObject({
      handle: null,
      notice: null,
      subscription: { name: "Platinum" },
    });
  });

  test("is shown as it was known when Shopify does not answer", async () => {
    await paysFor(world, installed, "grow");
    await page(world, installed, true);
    await world.advance(installed, 2 * MINUTE);
    world.devshop.admin.interferences.add("ActiveSubscription", { kind: "lostAnswer" });
    expect(await page(world, installed)).toMatchObject({ asked: "away", handle: "grow" });
    expect(await page(world, installed)).toMatchObject({ asked: "fresh", handle: "grow" });
  });
});

describe("orders beyond the plan", () => {
  beforeEach(async () => {
    await paysFor(world, installed, "grow");
    await hadOrders(world, installed, 500);
  });

  test("are told to Shopify, each once, with the time at which they were counted", async () => {
    await orders(world, installed, 3);
    expect(await states(world, installed)).toEqual({ waiting: 3 });
    await reconcile();
    expect(await states(world, installed)).toEqual({ sent: 3 });
    expect(charged(installed)).toEqual({ SUCCESS: 3 });
    expect(new Set(installed.shop.billingEvents.map(({ value, handle }) => `${handle} ${value}`))).toEqual(
      new Set(["extra_order 1"]),
    );
    await reconcile();
    expect(world.devshop.counters().adminApi.operations["ActiveSubscription"]).toBeGreaterThan(1);
    expect(charged(installed)).toEqual({ SUCCESS: 3 });
    expect(await page(world, installed)).toMatchObject({
      told: { sent: 3, waiting: 0, refused: 0 },
      outlook: { tally: { orders: 503, extra: 3, costCents: 24 }, nextCents: 8, level: "reached" },
      notice: "costs",
    });
  });

  test("are told once when the answer is lost: the same key again is the same order", async () => {
    await orders(world, installed, 2);
    world.devshop.appEvents.trouble.lost = 2;
    await reconcile();
    expect(charged(installed)).toEqual({ SUCCESS: 2 });
    expect(await states(world, installed)).toEqual({ asked: 2 });
    await world.advance(installed, 2 * MINUTE);
    expect(await states(world, installed)).toEqual({ sent: 2 });
    expect(charged(installed)).toEqual({ SUCCESS: 2 });
  });

  test("wait while Shopify's app events are away, for hours and without asking anybody, and nothing else waits with them", async () => {
    await orders(world, installed, 1);
    world.devshop.appEvents.trouble.status = 503;
    await turn(world, installed, "route", true);
    await reconcile();
    for (let hour = 0; hour < 5; hour += 1) await world.advance(installed, HOUR);
    const moved = place(world, installed, { "CAM-1": 7 });
    shrink(world, installed, "CAM-1", "Madrid", 7);
    await world.advance(installed, 10 * SECOND);
    expect(await intents(world, installed, moved)).toEqual([{ kind: "fulfillmentOrder.move", status: "done" }]);
    expect(charged(installed)).toEqual({});
    world.devshop.appEvents.trouble.status = undefined;
    await world.advance(installed, HOUR);
    expect(charged(installed)).toEqual({ SUCCESS: 2 });
    expect(await states(world, installed)).toEqual({ sent: 2 });
  });

  test("are told with a new token when the old one is no longer taken", async () => {
    await orders(world, installed, 1);
    await reconcile();
    world.devshop.appEvents.revoke();
    await orders(world, installed, 1);
    await reconcile();
    expect(charged(installed)).toEqual({ SUCCESS: 2 });
  });

  test("are one each also in a database that was restored to before they were told", async () => {
    await orders(world, installed, 2);
    await reconcile();
    await world.owner.query("update counted_order set state = 'waiting', told_in = null where shop_id = $1", [
      installed.shopId,
    ]);
    await world.owner.query("delete from intent where shop_id = $1", [installed.shopId]);
    await reconcile();
    expect(charged(installed)).toEqual({ SUCCESS: 2 });
    expect(await states(world, installed)).toEqual({ sent: 2 });
  });

  test("that Shopify will not have are not charged and not told again", async () => {
    await orders(world, installed, 1);
    await world.owner.query("update shop_profile set shopify_id = 1 where shop_id = $1", [installed.shopId]);
    await reconcile();
    expect(await states(world, installed)).toEqual({ refused: 1 });
    const asked = world.devshop.appEvents.counters.events;
    await reconcile();
    expect(world.devshop.appEvents.counters.events).toBe(asked);
    expect(await page(world, installed)).toMatchObject({ told: { sent: 0, waiting: 0, refused: 1 } });
  });

  test("cost nothing while the trial lasts, and from its end on they do", async () => {
    const trying = await world.install(spanishShop());
    choosePlan(world.devshop.world, trying.shop, "grow");
    await world.settle(trying);
    await hadOrders(world, trying, 500);
    await orders(world, trying, 1);
    expect(await month(world, trying)).toEqual({ orders: 501, extra: 0, cost: 0 });
    await world.advance(trying, 14 * DAY);
    await orders(world, trying, 1);
    expect(await month(world, trying)).toEqual({ orders: 502, extra: 1, cost: 8 });
    await world.advance(trying, 16 * MINUTE);
    expect(charged(trying)).toEqual({ SUCCESS: 1 });
  });
});

describe("more orders than are free", () => {
  test("are observed, said and never stopped: orders go on being moved and shipped", async () => {
    await turn(world, installed, "route", true);
    await turn(world, installed, "ship", true);
    await world.connectCarrier(installed);
    await hadOrders(world, installed, 50);
    expect(await onHome(world, installed)).toMatchObject({ notice: "reached", orders: 50, included: 50 });
    const shipped = place(world, installed, { "CAM-1": 7 });
    shrink(world, installed, "CAM-1", "Madrid", 7);
    await world.advance(installed, 10 * SECOND);
    await world.advance(installed, MINUTE);
    expect(shipped.fulfillmentIds).toHaveLength(2);
    expect(await month(world, installed)).toEqual({ orders: 51, extra: 0, cost: 0 });
    expect(await onHome(world, installed)).toMatchObject({ notice: "over" });
    await reconcile();
    expect(charged(installed)).toEqual({});
  });

  test("leave what was never on off for now, and nothing else: what was once on can be switched on again", async () => {
    await turn(world, installed, "route", true);
    await hadOrders(world, installed, 51);
    expect(await turn(world, installed, "hold", true)).toEqual({ status: "paused" });
    expect(await turn(world, installed, "route", false)).toEqual({ status: "switched", on: false });
    expect(await turn(world, installed, "route", true)).toEqual({ status: "switched", on: true });
    await paysFor(world, installed, "grow");
    expect(await turn(world, installed, "hold", true)).toEqual({ status: "switched", on: true });
  });

  test("what was on before the app was uninstalled can be switched on when it is back", async () => {
    await turn(world, installed, "ship", true);
    await hadOrders(world, installed, 51);
    await world.advance(installed, MINUTE);
    world.devshop.installer.uninstall(installed.shop);
    await world.settle(installed);
    await world.advance(installed, HOUR);
    world.devshop.installer.install(installed.shop);
    await world.visit(installed);
    await world.settle(installed);
    expect(await turn(world, installed, "ship", true)).toEqual({ status: "switched", on: true });
    expect(await turn(world, installed, "hold", true)).toEqual({ status: "paused" });
  });

  test("are told on Home from four fifths on, and only to who may choose a plan", async () => {
    await hadOrders(world, installed, 39);
    expect(await onHome(world, installed)).toBeNull();
    await orders(world, installed, 1);
    expect(await onHome(world, installed)).toMatchObject({ notice: "near", percent: 80 });
    const { homePage } = await import("../../app/features/home/home-page.server.ts");
    expect((await homePage(installed.shopId, world.clock.now())).plan).toBeNull();
  });
});

describe("the file of a month", () => {
  test("has every order that was counted in it, with what became of its charge", async () => {
    await paysFor(world, installed, "grow");
    await hadOrders(world, installed, 499);
    await orders(world, installed, 2);
    await reconcile();
    const { countedCsv } = await import("../../app/features/billing/csv.server.ts");
    const { textsFor } = await import("../../app/shell/i18n/texts.server.ts");
    const t = textsFor("en").getFixedT("en", "billing");
    const text = await new Response(countedCsv(installed.shopId, "2026-11", t)).text();
    expect(text.split("\r\n").map((line) => line.split(",").at(-1))).toEqual([
      "Charge",
      "included",
      "reported to Shopify",
      "",
    ]);
    expect(await new Response(countedCsv(installed.shopId, "2026-10", t)).text()).not.toContain("#");
  });
});
