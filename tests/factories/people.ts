/** A day in a shop that nobody planned: people, other apps and shoppers do what they do, drawn from a seed. */
import { cancelOrder, payOrder, removeUnits } from "../devshop/state/change-order.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import { holdFulfillmentOrder, releaseHolds } from "../devshop/state/hold.ts";
import { moveFulfillmentOrder } from "../devshop/state/move.ts";
import type { FulfillmentOrder, Order } from "../devshop/state/orders.ts";
import { placeOrder } from "../devshop/state/place-order.ts";
import type { Shop } from "../devshop/state/shop.ts";
import { splitFulfillmentOrder } from "../devshop/state/split.ts";
import { activeLevel, changeLevel } from "../devshop/state/stock.ts";
import type { World } from "../devshop/state/world.ts";

const ANA = { firstName: "Ana", lastName: "Pérez", countryCode: "ES" };
export const SEVILLE = {
  ...ANA,
  address1: "Calle Sierpes 1",
  city: "Sevilla",
  zip: "41004",
  latitude: 37.39,
  longitude: -5.99,
};
export const MADRID = {
  ...ANA,
  address1: "Calle de Atocha 1",
  city: "Madrid",
  zip: "28012",
  latitude: 40.42,
  longitude: -3.7,
};

/** Somebody buys one to four of something, whether there are so many or not. The order; undefined when there is nothing to buy. */
export function buy(world: World, shop: Shop, random: () => number): Order | undefined {
  const below = (count: number) => Math.floor(random() * count);
  const variant = [...shop.variants.values()][below(shop.variants.size)];
  if (!variant) return undefined;
  variant.inventoryPolicy = "CONTINUE";
  const shippingAddress = random() < 0.5 ? SEVILLE : MADRID;
  const placed = placeOrder(world, shop, {
    lines: [{ variantId: variant.id, quantity: 1 + below(4) }],
    shippingAddress,
    financialStatus: below(2) === 0 ? "PAID" : "PENDING",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  return placed.kind === "placed" ? placed.order : undefined;
}

/**
 * Does one thing in a Spanish shop (factories/shops.ts); what the shop refuses (a closed fulfillment order, an order cancelled before) simply does
 * not happen.
 */
export function live(world: World, shop: Shop, random: () => number): void {
  const below = (count: number) => Math.floor(random() * count);
  const one = <T>(of: readonly T[]): T | undefined => of[below(of.length)];
  const order = (): Order | undefined => one([...shop.orders.values()]);
  const part = (): FulfillmentOrder | undefined =>
    one([...shop.fulfillmentOrders.values()].filter((each) => each.status === "OPEN" || each.status === "ON_HOLD"));
  const place = () => one([...shop.locations.keys()]) ?? "";
  const some = (of: FulfillmentOrder) => of.lines.filter((line) => line.remainingQuantity > 0).slice(0, 1);
  const half = (of: FulfillmentOrder) =>
    some(of).map((line) => ({ id: line.id, quantity: Math.ceil(line.remainingQuantity / 2) }));

  const [what, someOrder, somePart] = [below(12), order(), part()];
  if (what <= 2 || !someOrder) {
    buy(world, shop, random);
  } else if (what === 3)
    cancelOrder(world, shop, { orderId: someOrder.id, reason: "CUSTOMER", restock: random() < 0.7, refund: true });
  else if (what === 4) {
    const line = one(someOrder.lines);
    removeUnits(world, shop, { orderId: someOrder.id, lineItemId: line?.id ?? "", quantity: 1 });
  } else if (what === 5) {
    if (someOrder.financialStatus === "PENDING" && someOrder.cancelledAt === null) payOrder(world, shop, someOrder);
  } else if (what === 6) {
    const item = one([...shop.items.keys()]) ?? "";
    const level = activeLevel(shop, item, place());
    const counted = below(7) - 3;
    if (level) changeLevel(world, shop, level, { available: -counted });
  } else if (!somePart) return;
  else if (what === 7 || what === 8)
    moveFulfillmentOrder(world, shop, {
      id: somePart.id,
      newLocationId: place(),
      lines: random() < 0.5 ? null : half(somePart),
    });
  else if (what === 9) {
    if (somePart.status === "ON_HOLD") releaseHolds(world, shop, { id: somePart.id, holdIds: null, releasedBy: null });
    else
      holdFulfillmentOrder(world, shop, {
        id: somePart.id,
        reason: "OTHER",
        reasonNotes: null,
        handle: "",
        externalId: null,
        lines: [],
        heldByApp: null,
      });
  } else if (what === 10) splitFulfillmentOrder(world, shop, { id: somePart.id, lines: half(somePart) });
  else
    createFulfillment(world, shop, {
      parts: [{ fulfillmentOrderId: somePart.id, lines: random() < 0.5 ? null : half(somePart) }],
      tracking: null,
    });
}
