/** A day in a shop that nobody planned: people, other apps and shoppers do what they do, drawn from a seed. */
import { cancelOrder, payOrder, removeUnits } from "../devshop/state/change-order.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import { holdFulfillmentOrder, releaseHolds } from "../devshop/state/hold.ts";
import { moveFulfillmentOrder } from "../devshop/state/move.ts";
import type { FulfillmentOrder, Order } from "../devshop/state/orders.ts";
import { splitFulfillmentOrder } from "../devshop/state/split.ts";
import type { InstalledShop, TestWorld } from "../setup/world.ts";
import { location, MADRID, place, SEVILLE, shrink } from "./steps.ts";

const SKUS = ["CAM-1", "TAZ-1", "POS-1"];
const PLACES = ["Madrid", "Sevilla", "Barcelona"];

/** Does one thing; what the shop refuses (a closed fulfillment order, an order cancelled before) simply does not happen. */
export function live(world: TestWorld, installed: InstalledShop, random: () => number): void {
  const { shop } = installed;
  const { world: state } = world.devshop;
  const below = (count: number) => Math.floor(random() * count);
  const one = <T>(of: readonly T[]): T | undefined => of[below(of.length)];
  const order = (): Order | undefined => one([...shop.orders.values()]);
  const part = (): FulfillmentOrder | undefined =>
    one([...shop.fulfillmentOrders.values()].filter((each) => each.status === "OPEN" || each.status === "ON_HOLD"));
  const some = (of: FulfillmentOrder) => of.lines.filter((line) => line.remainingQuantity > 0).slice(0, 1);
  const half = (of: FulfillmentOrder) =>
    some(of).map((line) => ({ id: line.id, quantity: Math.ceil(line.remainingQuantity / 2) }));

  const [what, someOrder, somePart] = [below(12), order(), part()];
  if (what <= 2 || !someOrder) {
    const sku = one(SKUS) ?? "";
    const variant = [...shop.variants.values()].find((each) => each.sku === sku);
    if (variant) variant.inventoryPolicy = "CONTINUE";
    const shippingAddress = random() < 0.5 ? SEVILLE : MADRID;
    place(
      world,
      installed,
      { [sku]: 1 + below(4) },
      { shippingAddress, financialStatus: one(["PAID", "PENDING"]) ?? "PAID" },
    );
  } else if (what === 3)
    cancelOrder(state, shop, { orderId: someOrder.id, reason: "CUSTOMER", restock: random() < 0.7, refund: true });
  else if (what === 4) {
    const line = one(someOrder.lines);
    removeUnits(state, shop, { orderId: someOrder.id, lineItemId: line?.id ?? "", quantity: 1 });
  } else if (what === 5) {
    if (someOrder.financialStatus === "PENDING" && someOrder.cancelledAt === null) payOrder(state, shop, someOrder);
  } else if (what === 6) shrink(world, installed, one(SKUS) ?? "", one(PLACES) ?? "", below(7) - 3);
  else if (!somePart) return;
  else if (what === 7 || what === 8)
    moveFulfillmentOrder(state, shop, {
      id: somePart.id,
      newLocationId: location(installed, one(PLACES) ?? ""),
      lines: random() < 0.5 ? null : half(somePart),
    });
  else if (what === 9) {
    if (somePart.status === "ON_HOLD") releaseHolds(state, shop, { id: somePart.id, holdIds: null, releasedBy: null });
    else
      holdFulfillmentOrder(state, shop, {
        id: somePart.id,
        reason: "OTHER",
        reasonNotes: null,
        handle: "",
        externalId: null,
        lines: [],
        heldByApp: null,
      });
  } else if (what === 10) splitFulfillmentOrder(state, shop, { id: somePart.id, lines: half(somePart) });
  else
    createFulfillment(state, shop, {
      parts: [{ fulfillmentOrderId: somePart.id, lines: random() < 0.5 ? null : half(somePart) }],
      tracking: null,
    });
}
