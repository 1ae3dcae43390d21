/** Steps the integration tests share: what a shop, its shoppers and its people do, and what can be seen of it from outside. */
import { expect } from "vitest";
import { parseId, type FulfillmentOrderId } from "../../app/core/ids.ts";
import { mirrorView } from "../devshop/state/mirror-view.ts";
import type { FulfillmentOrder, Order } from "../devshop/state/orders.ts";
import type { Outcome } from "../devshop/state/outcome.ts";
import type { OrderInput } from "../devshop/state/place-order.ts";
import { activeLevel, changeLevel } from "../devshop/state/stock.ts";
import { SEVILLE } from "../factories/people.ts";
import { readMirror, stockGaps } from "../setup/mirror.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Decided {
  readonly outcome: string;
  readonly mode: string;
  readonly cause: string;
}
export interface Intended {
  readonly kind: string;
  readonly status: string;
}

/** The mirror equals the shop, and the stock ledger tells how its levels came to be. */
export async function expectMirror(world: TestWorld, { shop, shopId }: InstalledShop): Promise<void> {
  expect(await readMirror(world.owner, shopId)).toEqual(mirrorView(shop));
  expect(await stockGaps(world.owner, shopId)).toEqual([]);
}

/** The id of the variant with this SKU. */
export function variant({ shop }: InstalledShop, sku: string): string {
  const found = [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === sku);
  if (!found) throw new Error(`no ${sku}`);
  return found.id;
}

/** A location's id by a part of its name. */
export function location({ shop }: InstalledShop, name: string): string {
  const found = [...shop.locations.values()].find((each) => each.name.includes(name));
  if (!found) throw new Error(`no ${name}`);
  return found.id;
}

/** Units are gone from a shelf (negative: they came), and Shopify says so. */
export function shrink(world: TestWorld, installed: InstalledShop, sku: string, place: string, units: number): void {
  const { shop } = installed;
  const item = [...shop.items.values()].find((each) => each.sku === sku);
  const level = item && activeLevel(shop, item.id, location(installed, place));
  if (!level) throw new Error(`no ${sku} at ${place}`);
  changeLevel(world.devshop.world, shop, level, { available: -units });
}

/** A shopper orders; nothing is waited for. */
export function place(
  world: TestWorld,
  installed: InstalledShop,
  lines: Record<string, number>,
  change: Partial<OrderInput> = {},
): Order {
  const placed = world.devshop.placeOrder(installed.shop, {
    lines: Object.entries(lines).map(([sku, quantity]) => ({ variantId: variant(installed, sku), quantity })),
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
    ...change,
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
  return placed.order;
}

/** A shopper orders, Shopify routes the order a moment later, and everything that follows happens. */
export async function order(
  world: TestWorld,
  installed: InstalledShop,
  lines: Record<string, number>,
  change: Partial<OrderInput> = {},
): Promise<Order> {
  const placed = place(world, installed, lines, change);
  await world.settle(installed);
  await world.advance(installed, 10 * SECOND);
  return placed;
}

/** The merchant switches effects on, now. */
export async function switchOn(world: TestWorld, { shopId }: InstalledShop, ...effects: string[]): Promise<void> {
  for (const effect of effects)
    await world.owner.query(
      `insert into effect_switch (shop_id, effect, on_since, set_at) values ($1, $2, $3, $3)
       on conflict (shop_id, effect) do update set on_since = excluded.on_since`,
      [shopId, effect, world.clock.now()],
    );
}

/** The fulfillment orders of an order that are not finished, as the shop has them. */
export function openParts({ shop }: InstalledShop, { id }: Order): FulfillmentOrder[] {
  return [...shop.fulfillmentOrders.values()].filter(
    (each) => each.orderId === id && !["CLOSED", "CANCELLED", "INCOMPLETE"].includes(each.status),
  );
}

/** Where the units of an order are to ship from: name of the location → units. */
export function places(installed: InstalledShop, placed: Order): Record<string, number> {
  const units: Record<string, number> = {};
  for (const part of openParts(installed, placed)) {
    const name = installed.shop.locations.get(part.assignedLocationId)?.name ?? "nowhere";
    units[name] = (units[name] ?? 0) + part.lines.reduce((sum, line) => sum + line.remainingQuantity, 0);
  }
  return units;
}

/** Every decision of the shop, oldest first; of one order when given. */
export async function decisions(world: TestWorld, { shopId }: InstalledShop, of?: Order): Promise<Decided[]> {
  return rows<Decided & Record<string, unknown>>(
    world,
    `select outcome, mode, cause from routing_decision
      where shop_id = $1 and ($2::bigint is null or order_id = $2) order by decision_id`,
    [shopId, of?.id ?? null],
  );
}

/** Every intent of the shop, oldest first; of one order when given. */
export async function intents(world: TestWorld, { shopId }: InstalledShop, of?: Order): Promise<Intended[]> {
  return rows<Intended & Record<string, unknown>>(
    world,
    "select kind, status from intent where shop_id = $1 and ($2::bigint is null or order_id = $2) order by intent_id",
    [shopId, of?.id ?? null],
  );
}

/** The codes of an order's ledger, in the order they happened. */
export async function timeline(world: TestWorld, { shopId }: InstalledShop, { id }: Order): Promise<string[]> {
  const events = await rows<{ code: string }>(
    world,
    "select code from order_event where shop_id = $1 and order_id = $2 order by occurred_at, seq",
    [shopId, id],
  );
  return events.map((event) => event.code);
}

/** Why a person should look at the order; "" when nobody needs to. */
export async function attention(world: TestWorld, { shopId }: InstalledShop, { id }: Order): Promise<string> {
  const [row] = await rows<{ attention: string }>(
    world,
    "select attention from shop_order where shop_id = $1 and order_id = $2",
    [shopId, id],
  );
  return row?.attention ?? "not in the mirror";
}

/** Units promised by plans that Shopify does not show yet. */
export async function claims(world: TestWorld, { shopId }: InstalledShop): Promise<number> {
  const [row] = await rows<{ units: number }>(
    world,
    "select coalesce(sum(quantity), 0)::int as units from routing_claim where shop_id = $1",
    [shopId],
  );
  return row?.units ?? 0;
}

/** Rows as the database's owner sees them. */
export async function rows<Row extends Record<string, unknown>>(
  world: TestWorld,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return (await world.owner.query<Row>(sql, [...values])).rows;
}

/** How often the dev shop ran an operation. */
export function ran(world: TestWorld, operation: string): number {
  return world.devshop.counters().adminApi.operations[operation] ?? 0;
}

/** The only open fulfillment order of an order. */
export function onlyPart(installed: InstalledShop, placed: Order): FulfillmentOrder {
  const [only, ...others] = openParts(installed, placed);
  if (!only || others.length > 0) throw new Error(`${String(others.length + 1)} fulfillment orders`);
  return only;
}

/** Lets what somebody did in the shop take its effect. Throws when the shop refused it. */
export async function happen<T>(world: TestWorld, installed: InstalledShop, outcome: Outcome<T>): Promise<T> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  await world.settle(installed);
  return outcome.value;
}

/** A person clicks "decide again" on the order's only fulfillment order. */
export async function clickAgain(world: TestWorld, installed: InstalledShop, placed: Order): Promise<void> {
  const { decideAgain } = await import("../../app/features/routing/public.server.ts");
  const id = parseId<FulfillmentOrderId>(onlyPart(installed, placed).id);
  expect(await decideAgain(installed.shopId, id, world.clock.now())).toBe(true);
}
