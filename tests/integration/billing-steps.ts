/** What a merchant does with plans, and what can be seen of their orders being counted. */
import { activeSubscription, choosePlan, type BillingEvent } from "../devshop/state/app-subscriptions.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";
import { order, rows } from "./steps.ts";

/** The merchant chose this plan so long ago that its trial is over, and the app knows. */
export async function paysFor(world: TestWorld, installed: InstalledShop, handle: "grow" | "scale"): Promise<void> {
  choosePlan(world.devshop.world, installed.shop, handle);
  const subscription = activeSubscription(installed.shop);
  if (subscription) Object.assign(subscription, { trialDays: 0 });
  await world.settle(installed);
}

/** As if the shop had had so many orders this month. */
export async function hadOrders(world: TestWorld, { shopId }: InstalledShop, orders: number): Promise<void> {
  await world.owner.query(
    `insert into billing_month (shop_id, month, orders, extra, cost_cents) values ($1, '2026-11', $2, 0, 0)
     on conflict (shop_id, month) do update set orders = excluded.orders`,
    [shopId, orders],
  );
}

export async function orders(world: TestWorld, installed: InstalledShop, count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) await order(world, installed, { "POS-1": 1 });
}

/** The month as it was counted. */
export async function month(world: TestWorld, { shopId }: InstalledShop) {
  const [row] = await rows<{ orders: number; extra: number; cost: number }>(
    world,
    "select orders, extra, cost_cents::int as cost from billing_month where shop_id = $1 and month = '2026-11'",
    [shopId],
  );
  return row ?? { orders: 0, extra: 0, cost: 0 };
}

/** How many counted orders are in each state. */
export async function states(world: TestWorld, { shopId }: InstalledShop): Promise<Record<string, number>> {
  const found = await rows<{ state: string; count: number }>(
    world,
    "select state, count(*)::int as count from counted_order where shop_id = $1 group by state",
    [shopId],
  );
  return Object.fromEntries(found.map(({ state, count }) => [state, count]));
}

/** What Shopify made of the events, by result. */
export function charged({ shop }: InstalledShop): Partial<Record<BillingEvent["result"], number>> {
  const found: Partial<Record<BillingEvent["result"], number>> = {};
  for (const { result } of shop.billingEvents) found[result] = (found[result] ?? 0) + 1;
  return found;
}

/** The page of the plan, as somebody who configures the shop sees it. `chosen`: they come from Shopify's page of plans. */
export async function page(world: TestWorld, { shop, shopId }: InstalledShop, chosen = false) {
  const { planPage } = await import("../../app/features/billing/plan-page.server.ts");
  return planPage({ shopId, domain: shop.domain }, chosen, world.clock.now());
}

/** What Home says of the plan. */
export async function onHome(world: TestWorld, { shopId }: InstalledShop) {
  const { homePage } = await import("../../app/features/home/home-page.server.ts");
  return (await homePage(shopId, world.clock.now(), true)).plan;
}

/** Somebody turns a switch of the settings. */
export async function turn(
  world: TestWorld,
  { shopId }: InstalledShop,
  effect: "hold" | "route" | "ship",
  on: boolean,
) {
  const { saveSwitch } = await import("../../app/features/settings/save-settings.server.ts");
  return saveSwitch(shopId, { effect, on: on ? "true" : "false" }, "7", world.clock.now());
}
