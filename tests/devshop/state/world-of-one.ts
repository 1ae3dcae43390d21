/** A world with one installed shop and a record of what it told, for tests of the rules without any HTTP. */
import { steppableClock, type SteppableClock } from "../clock.ts";
import { levelKey, type InventoryLevel } from "./catalog.ts";
import { createShop, type ShopSeed } from "./create-shop.ts";
import type { ShopEvent, Topic } from "./events.ts";
import type { FulfillmentOrder, Order } from "./orders.ts";
import { placeOrder, type OrderInput } from "./place-order.ts";
import type { Shop } from "./shop.ts";
import { createWorld, type World } from "./world.ts";

export interface WorldOfOne {
  world: World;
  shop: Shop;
  clock: SteppableClock;
  events: ShopEvent[];
  topics(): Topic[];
  /** Ids in the order of the seed. */
  locations: string[];
  variants: string[];
  items: string[];
  /** Places an order of these quantities of the variants, in the seed's order; throws when it is refused. */
  place(quantities: number[], input?: Partial<OrderInput>): Order;
  fulfillmentOrders(order: Order): FulfillmentOrder[];
  level(item: number, location: number): InventoryLevel;
}

/** `stock[variant][location]`: available units, or null where it is not stocked. */
export function worldOfOne(
  stock: (number | null)[][],
  options: { policy?: "DENY" | "CONTINUE"; locations?: Partial<ShopSeed["locations"][number]>[] } = {},
): WorldOfOne {
  const clock = steppableClock("2026-11-20T10:00:00Z");
  const app = { id: "1", apiKey: "ours", apiSecret: "secret", url: "http://localhost" };
  const world = createWorld({ clock, app, knobs: { routingDelayMs: 0 } });
  const width = Math.max(...stock.map((each) => each.length));
  const shop = createShop(world, {
    handle: "one",
    locations: Array.from({ length: width }, (_, index) => ({
      name: `L${String(index)}`,
      address: { countryCode: "ES" },
      ...options.locations?.[index],
    })),
    products: stock.map((each, index) => ({
      title: `P${String(index)}`,
      variants: [{ priceMinor: 1000, inventoryPolicy: options.policy ?? "DENY", stock: each }],
    })),
  });
  const events: ShopEvent[] = [];
  world.onEvent((_shop, event) => events.push(event));
  const variants = [...shop.variants.keys()];
  const items = [...shop.items.keys()];
  const locations = [...shop.locations.keys()];
  return {
    world,
    shop,
    clock,
    events,
    topics: () => events.map((event) => event.topic),
    locations,
    variants,
    items,
    place(quantities, input = {}) {
      const placed = placeOrder(world, shop, {
        lines: quantities.flatMap((quantity, index) =>
          quantity === 0 ? [] : [{ variantId: variants[index] ?? "", quantity }],
        ),
        shippingAddress: { countryCode: "ES" },
        ...input,
      });
      if (placed.kind === "refused") throw new Error(`refused: ${placed.code}`);
      return placed.order;
    },
    fulfillmentOrders: (order) => order.fulfillmentOrderIds.flatMap((id) => shop.fulfillmentOrders.get(id) ?? []),
    level(item, location) {
      const level = shop.levels.get(levelKey(items[item] ?? "", locations[location] ?? ""));
      if (level === undefined) throw new Error("no such level");
      return level;
    },
  };
}
