/** What the canned Admin API says: texts with the ids put in, for a parsed answer would cost as much as what is measured. */
import { fulfillmentOrderId, isMoved, itemId, lineId, orderOf, PLACES } from "./ids.ts";

export interface Variables {
  readonly ids?: readonly string[];
  readonly id?: string;
  readonly location?: string;
  readonly locations?: readonly string[];
}

const numberOf = (gid: string): number => Number(gid.slice(gid.lastIndexOf("/") + 1));
/** The checkout is in the past, so that no read is older than the webhook that asked for it. */
const now = (): string => new Date().toISOString();

function order(id: string): string {
  const n = orderOf(numberOf(id));
  return `{"__typename":"Order","id":"${id}","name":"#${n}","createdAt":"${now()}","processedAt":"${now()}","updatedAt":"${now()}","cancelledAt":null,"closedAt":null,"test":false,"sourceName":"web","currencyCode":"EUR","displayFinancialStatus":"PAID","displayFulfillmentStatus":"UNFULFILLED","tags":[],"note":null,"customAttributes":[],"paymentGatewayNames":["shopify_payments"],"currentTotalWeight":"200","currentTotalPriceSet":{"shopMoney":{"amount":"114.70"}},"currentSubtotalPriceSet":{"shopMoney":{"amount":"114.70"}},"currentShippingPriceSet":{"shopMoney":{"amount":"0.00"}},"currentTotalDiscountsSet":{"shopMoney":{"amount":"0.00"}},"app":{"id":"gid://shopify/App/580111","name":"Online Store"},"purchasingEntity":{"__typename":"Customer"},"risk":{"recommendation":"ACCEPT"},"customer":{"id":"gid://shopify/Customer/${n}","numberOfOrders":"1","tags":[]},"email":"client${n}@example.com","phone":"+34600000000","customerLocale":"es","shippingLine":{"title":"Standard","code":"std"},"shippingAddress":{"name":"Ana Ruiz ${n % 1000}","address1":"Calle Mayor ${n % 100}","address2":null,"city":"Madrid","provinceCode":"M","zip":"28013","countryCodeV2":"ES","phone":null,"latitude":40.41,"longitude":-3.7},"lineItems":{"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[{"id":"gid://shopify/LineItem/${lineId(n)}","sku":"SKU-${n % 5}","title":"Camiseta","variantTitle":"M","quantity":1,"currentQuantity":1,"requiresShipping":true,"isGiftCard":false,"variant":{"id":"gid://shopify/ProductVariant/${itemId(n)}"},"lineItemGroup":null,"sellingPlan":null,"originalUnitPriceSet":{"shopMoney":{"amount":"114.70"}}}]},"fulfillmentOrders":{"pageInfo":{"hasNextPage":false},"nodes":[{"id":"gid://shopify/FulfillmentOrder/${fulfillmentOrderId(n)}","updatedAt":"2026-01-01T00:00:00Z"}]},"fulfillments":[]}`;
}

function fulfillmentOrder(id: string): string {
  const n = orderOf(numberOf(id));
  return `{"__typename":"FulfillmentOrder","id":"${id}","orderId":"gid://shopify/Order/${5_000_000_000_000 + n}","status":"OPEN","requestStatus":"UNSUBMITTED","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","fulfillAt":null,"fulfillBy":null,"assignedLocation":{"location":{"id":"gid://shopify/Location/${PLACES[0]}"}},"deliveryMethod":{"methodType":"SHIPPING","minDeliveryDateTime":null,"maxDeliveryDateTime":null},"supportedActions":[{"action":"CREATE_FULFILLMENT"},{"action":"MOVE"},{"action":"HOLD"}],"fulfillmentHolds":[],"lineItems":{"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[{"id":"gid://shopify/FulfillmentOrderLineItem/${n + 1}","inventoryItemId":"gid://shopify/InventoryItem/${itemId(n)}","sku":"SKU-${n % 5}","totalQuantity":1,"remainingQuantity":1,"requiresShipping":true,"weight":{"value":250,"unit":"GRAMS"},"lineItem":{"id":"gid://shopify/LineItem/${lineId(n)}"}}]}}`;
}

function level(id: string, location: string): string {
  const available = isMoved(numberOf(id)) && numberOf(location) === PLACES[0] ? -1_000_000 : 1_000_000;
  return `{"__typename":"InventoryItem","id":"${id}","inventoryLevel":{"id":"gid://shopify/InventoryLevel/1","isActive":true,"updatedAt":"${now()}","location":{"id":"${location}"},"quantities":[{"name":"available","quantity":${available}},{"name":"on_hand","quantity":${available}},{"name":"committed","quantity":0},{"name":"incoming","quantity":0},{"name":"reserved","quantity":0},{"name":"damaged","quantity":0},{"name":"safety_stock","quantity":0},{"name":"quality_control","quantity":0}]}}`;
}

/** The data of an answer, as JSON. Throws Error for what the bench does not expect to be asked. */
export function dataOf(operation: string, { ids = [], id = "", location = "", locations = [] }: Variables): string {
  if (operation === "RefreshOrders") return `{"nodes":[${ids.map(order).join(",")}]}`;
  if (operation === "RefreshFulfillmentOrders") return `{"nodes":[${ids.map(fulfillmentOrder).join(",")}]}`;
  if (operation === "RefreshInventoryLevels")
    return `{"nodes":[${ids.map((each) => level(each, location)).join(",")}]}`;
  if (operation === "CheckMove") {
    const nodes = locations.map(
      (each) => `{"location":{"id":"${each}"},"movable":true,"unavailableLineItemsCount":{"count":0}}`,
    );
    return `{"fulfillmentOrder":{"id":"${id}","status":"OPEN","updatedAt":"${now()}","locationsForMove":{"nodes":[${nodes.join(",")}]}}}`;
  }
  throw new Error(`the canned Admin API has no answer to ${operation}`);
}
