/** Checkout: an order is placed, its stock committed, and a moment later its fulfillment orders exist. */
import { assign, type Wanted } from "./assign.ts";
import { ONLINE_STORE, type Address, type ProductVariant } from "./catalog.ts";
import { fullAddress } from "./create-shop.ts";
import { touchOrderedProducts } from "./change-products.ts";
import { createFulfillmentOrder } from "./fulfillment-orders.ts";
import { gid, type Digits } from "./ids.ts";
import type {
  DeliveryMethodType,
  FinancialStatus,
  FulfillmentOrder,
  LineItem,
  Order,
  RiskLevel,
  RiskRecommendation,
} from "./orders.ts";
import { isShownOn } from "./sales-channels.ts";
import type { Shop } from "./shop.ts";
import { commit } from "./stock.ts";
import type { World } from "./world.ts";

export interface OrderInput {
  lines: {
    variantId: Digits;
    quantity: number;
    unitPriceMinor?: number;
    sellingPlan?: string;
    isGiftCard?: boolean;
    /** Lines with the same word are the components of one bundle, bought `quantity` times. */
    bundle?: { readonly name: string; readonly quantity: number };
  }[];
  shippingAddress: Partial<Address> & { countryCode: string };
  customerId?: Digits;
  email?: string;
  phone?: string;
  shippingLine?: { title: string; code?: string; priceMinor: number };
  financialStatus?: FinancialStatus;
  riskLevel?: RiskLevel;
  tags?: string[];
  note?: string;
  /** What the shop asked at checkout: key and value. */
  customAttributes?: { readonly key: string; readonly value: string | null }[];
  locale?: string;
  sourceName?: string;
  /** The app it comes through; the online store unless said. */
  app?: { readonly id: Digits; readonly name: string };
  companyId?: Digits;
  test?: boolean;
  delivery?: { methodType?: DeliveryMethodType; minDeliveryDateTime?: Date; maxDeliveryDateTime?: Date };
  /** Its fulfillment orders stay SCHEDULED until then. */
  fulfillAt?: Date;
  /** For orders from before the shop was opened here: sets the dates and routes at once. */
  placedAt?: Date;
  /** The sales channel it is bought on, the online store unless said; null: by a person in the admin, who sees every product. */
  channel?: string | null;
}

export type Placed =
  | { kind: "placed"; order: Order }
  | { kind: "refused"; code: "EMPTY" | "UNKNOWN_VARIANT" | "INVALID_QUANTITY" | "NOT_FOR_SALE"; line: number }
  | { kind: "refused"; code: "OUT_OF_STOCK"; short: { variantId: Digits; available: number }[] };

/** The app of the online store, the same in every shop. */
const ONLINE_STORE_APP = { id: "580111", name: "Online Store" };

const RECOMMENDATION: Record<RiskLevel, RiskRecommendation> = {
  HIGH: "CANCEL",
  MEDIUM: "INVESTIGATE",
  LOW: "ACCEPT",
  NONE: "NONE",
  PENDING: "NONE",
};

/** A checkout that was let in. */
export interface Checkout {
  readonly kind: "open";
  /** Places the order, also when its stock was sold meanwhile: the shop is oversold then, below zero. */
  pay(): Placed;
}

/**
 * Places an order. Refused, with nothing changed, when checkout would refuse it: a quantity below 1, an unknown variant, a
 * product that the sales channel does not show, or too little stock of a variant that must not be oversold. Tells `orders/create` (and `orders/paid`), `products/update` for
 * each product in it, then, after the routing delay, `fulfillment_orders/order_routing_complete` for each fulfillment order.
 */
export function placeOrder(world: World, shop: Shop, input: OrderInput): Placed {
  const checkout = openCheckout(world, shop, input);
  return checkout.kind === "refused" ? checkout : checkout.pay();
}

/** Checkout up to the payment: what is wanted is looked at, nothing is taken. Two shoppers can be let in to the last unit. */
export function openCheckout(world: World, shop: Shop, input: OrderInput): Checkout | (Placed & { kind: "refused" }) {
  if (input.lines.length === 0) return { kind: "refused", code: "EMPTY", line: 0 };
  const wanted: Wanted[] = [];
  for (const [line, { variantId, quantity }] of input.lines.entries()) {
    const variant = shop.variants.get(variantId);
    const item = variant && shop.items.get(variant.itemId);
    if (variant === undefined || item === undefined) return { kind: "refused", code: "UNKNOWN_VARIANT", line };
    if (!isOnSale(world, shop, variant, input.channel)) return { kind: "refused", code: "NOT_FOR_SALE", line };
    if (!Number.isSafeInteger(quantity) || quantity < 1) return { kind: "refused", code: "INVALID_QUANTITY", line };
    wanted.push({ line, variant, item, quantity });
  }
  const assignment = assign(shop, wanted);
  if (assignment.kind === "outOfStock") return { kind: "refused", code: "OUT_OF_STOCK", short: assignment.short };
  return { kind: "open", pay: () => take(world, shop, input, wanted) };
}

function isOnSale(world: World, shop: Shop, variant: ProductVariant, channel: string | null = ONLINE_STORE): boolean {
  const product = shop.products.get(variant.productId);
  return channel === null || (product !== undefined && isShownOn(shop, product, channel, world.clock.now()));
}

function take(world: World, shop: Shop, input: OrderInput, wanted: Wanted[]): Placed {
  const assignment = assign(shop, wanted, true);
  if (assignment.kind === "outOfStock") return { kind: "refused", code: "OUT_OF_STOCK", short: assignment.short };
  const order = newOrder(world, shop, input, wanted);
  const customer = shop.customers.get(order.customerId ?? "");
  if (customer) customer.numberOfOrders += 1;
  shop.orders.set(order.id, order);
  order.unroutedParts = assignment.parts;
  for (const part of assignment.parts) {
    const itemId = order.lines[part.line]?.itemId ?? null;
    const document = gid("Order", order.id);
    commit(world, shop, { itemId, locationId: part.locationId, units: part.quantity, document });
  }
  world.emit(shop, { topic: "orders/create", order });
  if (order.financialStatus === "PAID") world.emit(shop, { topic: "orders/paid", order });
  touchOrderedProducts(world, shop, order);
  const route = () => {
    if (order.cancelledAt === null) routeOrder(world, shop, order, input);
  };
  if (input.placedAt !== undefined || world.knobs.routingDelayMs === 0) route();
  else world.clock.after(world.knobs.routingDelayMs, route);
  return { kind: "placed", order };
}

function newOrder(world: World, shop: Shop, input: OrderInput, wanted: Wanted[]): Order {
  const at = input.placedAt ?? world.clock.now();
  const id = world.nextId("Order");
  const number = 1000 + shop.orders.size + 1;
  const riskLevel = input.riskLevel ?? "LOW";
  const bundles = new Map<string, Digits>();
  const lines = wanted.map(({ line, variant, item, quantity }): LineItem => {
    const { bundle, sellingPlan, isGiftCard = false } = input.lines[line] ?? {};
    if (bundle !== undefined && !bundles.has(bundle.name)) bundles.set(bundle.name, world.nextId("Other"));
    const product = shop.products.get(variant.productId);
    return {
      type: "LineItem",
      id: world.nextId("LineItem"),
      orderId: id,
      productId: variant.productId,
      variantId: variant.id,
      itemId: item.id,
      title: product?.title ?? variant.title,
      variantTitle: variant.title === "Default Title" ? null : variant.title,
      vendor: product?.vendor ?? null,
      sku: variant.sku,
      quantity,
      currentQuantity: quantity,
      unfulfilledQuantity: quantity,
      unitPriceMinor: input.lines[line]?.unitPriceMinor ?? variant.priceMinor,
      grams: item.grams,
      requiresShipping: item.requiresShipping,
      isGiftCard,
      group: bundle === undefined ? null : { id: bundles.get(bundle.name) ?? "", quantity: bundle.quantity },
      sellingPlan: sellingPlan ?? null,
    };
  });
  return {
    type: "Order",
    id,
    number,
    name: `#${String(number)}`,
    confirmationNumber: BigInt(id).toString(36).toUpperCase().slice(-9),
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    closedAt: null,
    cancelledAt: null,
    cancelReason: null,
    customerId: input.customerId ?? null,
    email: input.email ?? null,
    phone: input.phone ?? null,
    locale: input.locale ?? shop.primaryLocale,
    shippingAddress: fullAddress(input.shippingAddress),
    lines,
    shippingLines:
      input.shippingLine === undefined
        ? []
        : [
            {
              type: "ShippingLine",
              id: world.nextId("Other"),
              title: input.shippingLine.title,
              code: input.shippingLine.code ?? input.shippingLine.title,
              source: "shopify",
              priceMinor: input.shippingLine.priceMinor,
            },
          ],
    financialStatus: input.financialStatus ?? "PAID",
    riskLevel,
    riskRecommendation: RECOMMENDATION[riskLevel],
    tags: [...(input.tags ?? [])],
    note: input.note ?? null,
    customAttributes: input.customAttributes ?? [],
    sourceName: input.sourceName ?? "web",
    app: input.app ?? ONLINE_STORE_APP,
    companyId: input.companyId ?? null,
    test: input.test ?? false,
    metafields: [],
    fulfillmentOrderIds: [],
    fulfillmentIds: [],
    refundIds: [],
    routedAt: null,
    unroutedParts: [],
    statusToken: `${BigInt(id).toString(16)}${BigInt(shop.id).toString(16)}`,
  };
}

/** One fulfillment order per location, in the order the locations were chosen. Lines that need no shipping get none. */
function routeOrder(world: World, shop: Shop, order: Order, input: OrderInput): void {
  const shipped = order.unroutedParts.filter((part) => order.lines[part.line]?.requiresShipping === true);
  const created: FulfillmentOrder[] = [];
  for (const [locationId, units] of Map.groupBy(shipped, (part) => part.locationId)) {
    created.push(
      createFulfillmentOrder(world, shop, order, {
        locationId,
        lines: units.flatMap((part) => {
          const line = order.lines[part.line];
          return line === undefined ? [] : [{ line, quantity: part.quantity }];
        }),
        fulfillAt: input.fulfillAt ?? null,
        methodType: input.delivery?.methodType ?? "SHIPPING",
        minDeliveryDateTime: input.delivery?.minDeliveryDateTime ?? null,
        maxDeliveryDateTime: input.delivery?.maxDeliveryDateTime ?? null,
        at: input.placedAt ?? world.clock.now(),
      }),
    );
  }
  order.unroutedParts = [];
  order.routedAt = input.placedAt ?? world.clock.now();
  for (const fulfillmentOrder of created)
    world.emit(shop, { topic: "fulfillment_orders/order_routing_complete", fulfillmentOrder });
}

/** Shopify's risk assessment arrives. Tells `orders/risk_assessment_changed` and touches the order. */
export function assessRisk(world: World, shop: Shop, order: Order, level: RiskLevel): void {
  order.riskLevel = level;
  order.riskRecommendation = RECOMMENDATION[level];
  order.updatedAt = world.clock.now();
  world.emit(shop, { topic: "orders/risk_assessment_changed", order });
  world.emit(shop, { topic: "orders/updated", order });
}
