/** Steps that the shipping tests share: an order from checkout to label. */
import type { OrderInput } from "../devshop/state/place-order.ts";
import type { Order } from "../devshop/state/orders.ts";
import { CARRIER_KEY, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A shop with an account at the stand-in carrier; `effects` are switched on. */
export async function openShop(world: TestWorld, ...effects: string[]): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  const [{ inShop }, { saveCarrierAccount }] = await Promise.all([
    import("../../app/platform/db/in-shop.server.ts"),
    import("../../app/features/carriers/public.server.ts"),
  ]);
  await inShop(installed.shopId, async (tx) => {
    const account = { carrier: "stand-in", credentials: { apiKey: CARRIER_KEY }, enabled: true };
    const saved = await saveCarrierAccount(tx, account, world.clock.now());
    if (saved.status !== "saved") throw new Error(saved.status);
  });
  await switchOn(world, installed, ...effects);
  return installed;
}

export async function switchOn(world: TestWorld, { shopId }: InstalledShop, ...effects: string[]): Promise<void> {
  const [{ inShop }, { setSwitch }] = await Promise.all([
    import("../../app/platform/db/in-shop.server.ts"),
    import("../../app/features/intents/public.server.ts"),
  ]);
  await inShop(shopId, async (tx) => {
    for (const effect of effects) await setSwitch(tx, effect as "ship", true, "test", world.clock.now());
  });
}

/** Places an order of one shirt from Seville, and lets everything that follows happen. */
export async function placeOrder(
  world: TestWorld,
  installed: InstalledShop,
  change: Partial<OrderInput> = {},
): Promise<Order> {
  const { shop } = installed;
  const variant = [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === "CAM-1");
  if (!variant) throw new Error("the seed has no CAM-1");
  const placed = world.devshop.placeOrder(shop, {
    lines: [{ variantId: variant.id, quantity: 2 }],
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
    ...change,
  });
  if (placed.kind !== "placed") throw new Error(placed.code);
  await world.settle(installed);
  await world.advance(installed, 10_000); // Shopify routes an order a moment after it is placed
  return placed.order;
}

/** The rows of one shop, as the database's owner sees them. */
export async function rowsOf<Row extends Record<string, unknown>>(
  world: TestWorld,
  { shopId }: InstalledShop,
  sql: string,
): Promise<Row[]> {
  return (await world.owner.query<Row>(sql, [shopId])).rows;
}
