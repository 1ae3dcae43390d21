/** Labels of Shopify Shipping: bought for what is left of a fulfillment order, with the fulfilment that goes with it. Asynchronous, as Shopify's are. */
import { upsNumber } from "../carrier/broker.ts";
import { createFulfillment } from "./fulfil.ts";
import { gid, type Digits } from "./ids.ts";
import type { FulfillmentOrder } from "./orders.ts";
import { done, refused, type Outcome } from "./outcome.ts";
import type { Shop } from "./shop.ts";
import { trackingInfos } from "./tracking.ts";
import type { World } from "./world.ts";

export interface LabelPurchase {
  readonly type: "ShippingLabelPurchaseResult";
  readonly id: Digits;
  status: "PENDING_PURCHASE" | "PURCHASED" | "PURCHASE_FAILED";
  errors: { code: string; field: null; message: string }[];
  shippingLabels: object[];
  /** Looks until it is through. */
  looks: number;
}

/** Purchases of a shop; kept beside it, as nothing else reads them. */
const purchases = new WeakMap<Shop, Map<Digits, LabelPurchase>>();
const of = (shop: Shop): Map<Digits, LabelPurchase> => {
  const known = purchases.get(shop) ?? new Map<Digits, LabelPurchase>();
  purchases.set(shop, known);
  return known;
};

/**
 * `shippingLabelPurchase`. Checked at once: the fulfillment order exists and is open, the box has a size, the moment is not over. The rest is done
 * while the caller asks for the result: a label of UPS, and the fulfilment with its number.
 */
export function purchaseLabel(
  world: World,
  shop: Shop,
  input: { fulfillmentOrderId: Digits; shippingDatetime: Date; boxes: readonly number[]; labelUrl: string },
): Outcome<LabelPurchase> {
  const field = ["shippingLabelPurchase"];
  const target: FulfillmentOrder | undefined = shop.fulfillmentOrders.get(input.fulfillmentOrderId);
  if (target === undefined) return refused(field, "Fulfillment order not found.", "NOT_FOUND");
  if (target.status !== "OPEN" && target.status !== "IN_PROGRESS")
    return refused(field, "Fulfillment order is not eligible.", "FULFILLMENT_ORDER_INVALID");
  if (input.boxes.some((side) => side <= 0))
    return refused(field, "Dimensions must be positive.", "INVALID_PACKAGE_DIMENSIONS");
  if (input.shippingDatetime < world.clock.now())
    return refused(field, "Shipping date has passed.", "SHIPPING_DATE_IN_THE_PAST");
  const id = world.nextId("Other");
  const number = upsNumber(Number(id) % 1_000_000);
  const tracking = { company: "UPS", number };
  const fulfilled = createFulfillment(world, shop, {
    parts: [{ fulfillmentOrderId: target.id, lines: null }],
    tracking,
  });
  const label = {
    type: "ShippingLabel",
    id: gid("ShippingLabel", id),
    trackingInfo: trackingInfos(tracking)[0],
    shippingDocuments: [
      { documentType: "LABEL", format: "PDF", url: input.labelUrl, shippingLabelId: id, printedAt: null },
    ],
  };
  const purchase: LabelPurchase = {
    type: "ShippingLabelPurchaseResult",
    id,
    status: "PENDING_PURCHASE",
    errors: fulfilled.ok ? [] : [{ code: "PERMANENT_ERROR", field: null, message: "Not fulfillable." }],
    shippingLabels: fulfilled.ok ? [label] : [],
    looks: 1,
  };
  of(shop).set(id, purchase);
  return done(purchase);
}

/** The result as it stands: pending at the first look, done at the next. */
export function purchaseOf(shop: Shop, id: Digits): LabelPurchase | null {
  const purchase = of(shop).get(id);
  if (purchase === undefined) return null;
  if (purchase.looks === 0) purchase.status = purchase.errors.length === 0 ? "PURCHASED" : "PURCHASE_FAILED";
  else purchase.looks -= 1;
  return purchase.status === "PENDING_PURCHASE" ? { ...purchase, errors: [], shippingLabels: [] } : purchase;
}
