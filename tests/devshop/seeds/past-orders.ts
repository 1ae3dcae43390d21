/** The shop's past: orders from before the app came, most of them shipped and delivered by other means. */
import type { DevShop } from "../server.ts";
import { createFulfillmentEvent } from "../state/delivery-events.ts";
import { createFulfillment } from "../state/fulfil.ts";
import type { Order } from "../state/orders.ts";
import type { Shop } from "../state/shop.ts";
import { shopperOf, variantIds } from "./demo-shop.ts";
import type { Sample } from "./sample.ts";

const HOUR = 3_600_000;
/** One order in eight is still open. */
const OPEN_EVERY = 8;
/** The past reaches back this far: a first import asks for 60 days. */
const FIRST_HOURS_AGO = 40 * 24;

/** Places the orders of the sample's first day, spread over the last forty. Call it before the app is installed. */
export function placePast(devshop: DevShop, shop: Shop, sample: Sample): void {
  const past = sample.orders.filter(({ day }) => day === 0);
  const variants = variantIds(shop);
  const now = devshop.world.clock.now().getTime();
  const apart = (FIRST_HOURS_AGO / (past.length + 1)) * HOUR;
  for (const [index, order] of past.entries()) {
    const { shippingAddress, email } = shopperOf(sample, order);
    const { name, ...place } = shippingAddress;
    const [firstName = "", lastName = ""] = name.split(" ");
    const placed = devshop.placeOrder(shop, {
      lines: order.lines.map(([product, quantity]) => ({ variantId: variants[product] ?? "", quantity })),
      shippingAddress: { ...place, firstName, lastName },
      email,
      shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
      placedAt: new Date(now - FIRST_HOURS_AGO * HOUR + (index + 1) * apart),
    });
    if (placed.kind === "refused") throw new Error(`the past order of invoice ${order.invoice} was refused`);
    if (index % OPEN_EVERY !== 0) deliver(devshop, shop, placed.order);
  }
}

function deliver({ world }: DevShop, shop: Shop, order: Order): void {
  for (const fulfillmentOrderId of [...order.fulfillmentOrderIds]) {
    const parts = [{ fulfillmentOrderId, lines: null }];
    const fulfilled = createFulfillment(world, shop, { parts, tracking: null });
    if (!fulfilled.ok) throw new Error(`order ${order.name} cannot be fulfilled`);
    createFulfillmentEvent(world, shop, {
      fulfillmentId: fulfilled.value.id,
      status: "DELIVERED",
      happenedAt: new Date(order.createdAt.getTime() + 3 * 24 * HOUR),
      estimatedDeliveryAt: null,
      message: null,
      place: {
        address1: null,
        city: order.shippingAddress?.city ?? null,
        province: null,
        country: order.shippingAddress?.countryCode ?? null,
        zip: null,
        latitude: null,
        longitude: null,
      },
    });
  }
}
