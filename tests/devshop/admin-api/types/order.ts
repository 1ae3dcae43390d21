/** Order, LineItem and Customer as the Admin API shows them. */
import { displayStatus, fulfillmentOrdersOf } from "../../state/order-status.ts";
import { digitsOf, gid } from "../../state/ids.ts";
import { currentGrams, currentTotal, linesTotal, shippingTotal } from "../../state/order-totals.ts";
import type {
  Customer,
  Fulfillment,
  FulfillmentOrder,
  LineItem,
  Order,
  Refund,
  RefundLine,
  ShippingLine,
} from "../../state/orders.ts";
import { suggestedMinor } from "../../state/refund.ts";
import type { Shop } from "../../state/shop.ts";
import { accepting, own, PAGE_ARGS, type Fields, type ResolverTable } from "../context.ts";
import { pageById, type PageArgs } from "../connections.ts";
import type { Money } from "../money.ts";
import { search, type SearchFields } from "../search.ts";
import { exactCount, metafieldFields, weight } from "./values.ts";

const money = (shop: Shop, minor: number): Money => ({ minor, currency: shop.currency });

export const FULFILLMENT_ORDER_SEARCH: SearchFields<FulfillmentOrder> = {
  id: { kind: "id", of: (each) => each.id },
  status: { kind: "word", of: (each) => [each.status] },
  updated_at: { kind: "time", of: (each) => each.updatedAt },
  assigned_location_id: { kind: "id", of: (each) => each.assignedLocationId },
};

const order: Fields<Order> = {
  ...own<Order>(
    "name",
    "number",
    "confirmationNumber",
    "createdAt",
    "processedAt",
    "updatedAt",
    "closedAt",
    "cancelledAt",
    "cancelReason",
    "test",
    "sourceName",
    "tags",
    "note",
    "customAttributes",
    "email",
    "phone",
    "shippingAddress",
  ),
  ...metafieldFields<Order>((each) => each.metafields),
  id: (each) => gid("Order", each.id),
  legacyResourceId: (each) => each.id,
  closed: (each) => each.closedAt !== null,
  customerLocale: (each) => each.locale,
  currencyCode: (_order, _args, { shop }) => shop.currency,
  presentmentCurrencyCode: (_order, _args, { shop }) => shop.currency,
  displayFinancialStatus: (each) => each.financialStatus,
  fullyPaid: (each) => each.financialStatus === "PAID",
  displayFulfillmentStatus: (each, _args, { shop }) => displayStatus(shop, each),
  requiresShipping: (each) => each.lines.some((line) => line.requiresShipping),
  currentTotalPriceSet: (each, _args, { shop }) => money(shop, currentTotal(each)),
  totalPriceSet: (each, _args, { shop }) => money(shop, linesTotal(each, "quantity") + shippingTotal(each)),
  currentSubtotalPriceSet: (each, _args, { shop }) => money(shop, linesTotal(each, "currentQuantity")),
  currentShippingPriceSet: (each, _args, { shop }) => money(shop, each.cancelledAt === null ? shippingTotal(each) : 0),
  // Prices here are what was paid: the dev shop knows no discounts.
  currentTotalDiscountsSet: (_order, _args, { shop }) => money(shop, 0),
  currentTotalWeight: currentGrams,
  paymentGatewayNames: (each) => (each.financialStatus === "PENDING" ? ["manual"] : ["shopify_payments"]),
  app: (each) => each.app,
  purchasingEntity: (each, _args, { shop }) =>
    each.companyId === null
      ? (shop.customers.get(each.customerId ?? "") ?? null)
      : { type: "PurchasingCompany", companyId: each.companyId },
  subtotalPriceSet: (each, _args, { shop }) => money(shop, linesTotal(each, "quantity")),
  totalShippingPriceSet: (each, _args, { shop }) => money(shop, shippingTotal(each)),
  risk: (each) => ({ recommendation: each.riskRecommendation, riskLevel: each.riskLevel }),
  customer: (each, _args, { shop }) => shop.customers.get(each.customerId ?? "") ?? null,
  shippingLine: (each) => each.shippingLines[0] ?? null,
  lineItems: accepting<Order, PageArgs>(PAGE_ARGS, (each, args) => pageById(each.lines, args)),
  fulfillmentOrders: accepting<Order, PageArgs & { query?: string | null }>(
    [...PAGE_ARGS, "query"],
    (each, args, { shop }) =>
      pageById(search(fulfillmentOrdersOf(shop, each), args.query, FULFILLMENT_ORDER_SEARCH), args),
  ),
  fulfillments: accepting<Order, { first?: number | null }>(["first"], (each, { first }, { shop }) =>
    fulfillmentsOf(shop, each).slice(0, first ?? undefined),
  ),
  refunds: accepting<Order, { first?: number | null }>(["first"], (each, { first }, { shop }) =>
    each.refundIds.flatMap((id) => shop.refunds.get(id) ?? []).slice(0, first ?? undefined),
  ),
  suggestedRefund: accepting<Order, { refundLineItems?: { lineItemId: string; quantity: number }[] | null }>(
    ["refundLineItems"],
    (each, { refundLineItems }) => ({
      orderId: each.id,
      minor: suggestedMinor(
        each,
        (refundLineItems ?? []).map(({ lineItemId, quantity }) => ({
          lineItemId: digitsOf("LineItem", lineItemId) ?? "",
          quantity,
        })),
      ),
    }),
  ),
  fulfillmentsCount: (each) => exactCount(each.fulfillmentIds.length),
};

/** The order's fulfillments, oldest first. */
function fulfillmentsOf(shop: Shop, each: Order): Fulfillment[] {
  return each.fulfillmentIds.flatMap((id) => shop.fulfillments.get(id) ?? []);
}

const refund: Fields<Refund> = {
  ...own<Refund>("note", "createdAt"),
  id: (each) => gid("Refund", each.id),
  legacyResourceId: (each) => each.id,
  processedAt: (each) => each.createdAt,
  updatedAt: (each) => each.createdAt,
  order: (each, _args, { shop }) => shop.orders.get(each.orderId),
  totalRefundedSet: (each, _args, { shop }) => money(shop, each.totalMinor),
  refundLineItems: accepting<Refund, PageArgs>(PAGE_ARGS, (each, args, { shop }) =>
    pageById(
      each.lines.map((line) => ({ ...line, order: shop.orders.get(each.orderId) })),
      args,
    ),
  ),
};

/** What would be given back, through the one payment an order has here. */
interface SuggestedRefund {
  readonly orderId: string;
  readonly minor: number;
}

const suggestedRefund: Fields<SuggestedRefund> = {
  amountSet: (each, _args, { shop }) => money(shop, each.minor),
  suggestedTransactions: (each) => (each.minor === 0 ? [] : [each]),
};

const suggestedTransaction: Fields<SuggestedRefund> = {
  amountSet: (each, _args, { shop }) => money(shop, each.minor),
  gateway: () => "shopify_payments",
  kind: () => "SUGGESTED_REFUND",
  parentTransaction: (each) => each,
};

const orderTransaction: Fields<SuggestedRefund> = { id: (each) => gid("OrderTransaction", each.orderId) };

/** With the order whose line it is of. */
type ShownRefundLine = RefundLine & { readonly order: Order | undefined };

const refundLineItem: Fields<ShownRefundLine> = {
  ...own<ShownRefundLine>("quantity", "restockType"),
  id: (line) => gid("RefundLineItem", line.id),
  lineItem: (line) => line.order?.lines.find(({ id }) => id === line.lineItemId),
  location: (line, _args, { shop }) => shop.locations.get(line.locationId ?? "") ?? null,
  restocked: (line) => line.restockType !== "NO_RESTOCK",
  priceSet: (line, _args, { shop }) => money(shop, line.subtotalMinor / line.quantity),
  subtotalSet: (line, _args, { shop }) => money(shop, line.subtotalMinor),
};

const lineItem: Fields<LineItem> = {
  ...own<LineItem>(
    "title",
    "variantTitle",
    "vendor",
    "sku",
    "quantity",
    "currentQuantity",
    "unfulfilledQuantity",
    "requiresShipping",
    "isGiftCard",
  ),
  id: (line) => gid("LineItem", line.id),
  name: (line) => (line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`),
  originalUnitPriceSet: (line, _args, { shop }) => money(shop, line.unitPriceMinor),
  discountedUnitPriceSet: (line, _args, { shop }) => money(shop, line.unitPriceMinor),
  originalTotalSet: (line, _args, { shop }) => money(shop, line.unitPriceMinor * line.quantity),
  product: (line, _args, { shop }) => shop.products.get(line.productId ?? "") ?? null,
  variant: (line, _args, { shop }) => shop.variants.get(line.variantId ?? "") ?? null,
  weight: (line) => weight(line.grams),
  lineItemGroup: (line) => line.group,
  sellingPlan: (line) => (line.sellingPlan === null ? null : { name: line.sellingPlan }),
};

const shippingLine: Fields<ShippingLine> = {
  ...own<ShippingLine>("title", "code", "source"),
  id: (line) => gid("ShippingLine", line.id),
  originalPriceSet: (line, _args, { shop }) => money(shop, line.priceMinor),
  discountedPriceSet: (line, _args, { shop }) => money(shop, line.priceMinor),
};

const customer: Fields<Customer> = {
  ...own<Customer>(
    "firstName",
    "lastName",
    "email",
    "phone",
    "locale",
    "tags",
    "numberOfOrders",
    "createdAt",
    "updatedAt",
  ),
  id: (each) => gid("Customer", each.id),
  legacyResourceId: (each) => each.id,
  displayName: (each) => [each.firstName, each.lastName].filter((part) => part !== null).join(" "),
  defaultAddress: (each) => each.defaultAddress,
  orders: accepting<Customer, PageArgs>(PAGE_ARGS, (each, args, { shop }) =>
    pageById(
      [...shop.orders.values()].filter((candidate) => candidate.customerId === each.id),
      args,
    ),
  ),
};

interface Risk {
  recommendation: string;
  riskLevel: string;
}

export const orderTypes: ResolverTable = {
  Order: order,
  LineItem: lineItem,
  Refund: refund,
  RefundLineItem: refundLineItem,
  SuggestedRefund: suggestedRefund,
  SuggestedOrderTransaction: suggestedTransaction,
  OrderTransaction: orderTransaction,
  ShippingLine: shippingLine,
  Customer: customer,
  Attribute: own<Order["customAttributes"][number]>("key", "value"),
  OrderApp: {
    id: (app: NonNullable<Order["app"]>) => gid("App", app.id),
    name: (app: NonNullable<Order["app"]>) => app.name,
  },
  LineItemGroup: {
    id: (group: NonNullable<LineItem["group"]>) => gid("LineItemGroup", group.id),
    quantity: (group: NonNullable<LineItem["group"]>) => group.quantity,
  },
  LineItemSellingPlan: { name: (plan: { readonly name: string }) => plan.name },
  PurchasingCompany: {},
  OrderRiskSummary: {
    recommendation: (risk: Risk) => risk.recommendation,
    assessments: (risk: Risk) => [risk],
  },
  OrderRiskAssessment: { riskLevel: (risk: Risk) => risk.riskLevel },
};
