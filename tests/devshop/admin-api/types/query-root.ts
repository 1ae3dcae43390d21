/** Where queries begin. */
import type {
  InventoryItem,
  InventoryLevel,
  Location,
  Product,
  ProductVariant,
  Publication,
} from "../../state/catalog.ts";
import { isFinished } from "../../state/fulfillment-orders.ts";
import { digitsOf } from "../../state/ids.ts";
import { resolveNamespace } from "../../state/metafields.ts";
import type { Customer, Fulfillment, FulfillmentOrder, Order, Refund } from "../../state/orders.ts";
import { displayStatus } from "../../state/order-status.ts";
import { purchaseOf, type LabelPurchase } from "../../state/shipping-labels.ts";
import type { BulkOperation, Installation, MetafieldDefinition, Shop, WebhookSubscription } from "../../state/shop.ts";
import { levelOfGid } from "../../state/stock.ts";
import type { Shipment, Transfer } from "../../state/transfers.ts";
import { accepting, badRequest, notModelled, PAGE_ARGS, type Context, type Fields } from "../context.ts";
import { page, pageById, type PageArgs } from "../connections.ts";
import { search, type SearchFields } from "../search.ts";
import { topicEnum } from "../topics.ts";
import { ITEM_SEARCH } from "./inventory.ts";
import { FULFILLMENT_ORDER_SEARCH } from "./order.ts";
import { carrierServiceQueries } from "./carrier-services.ts";
import { checkoutProfileQueries } from "./shop.ts";
import { productLists } from "./products.ts";
import { transferQueries } from "./transfers.ts";

/** Everything with a gid. */
export type NodeObject =
  | BulkOperation
  | Customer
  | Fulfillment
  | FulfillmentOrder
  | Installation
  | InventoryItem
  | InventoryLevel
  | LabelPurchase
  | Location
  | MetafieldDefinition
  | Order
  | Product
  | ProductVariant
  | Publication
  | Refund
  | Shipment
  | Shop
  | Transfer
  | WebhookSubscription;

/** The object a gid names; null when the shop has none. A gid of a type that is not modelled is an error. */
function nodeOf(shop: Shop, value: string): NodeObject | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)/.exec(value);
  if (match === null) throw badRequest(`Invalid global id '${value}'`);
  const id = match[2] ?? "";
  switch (match[1]) {
    case "Order":
      return shop.orders.get(id) ?? null;
    case "FulfillmentOrder":
      return shop.fulfillmentOrders.get(id) ?? null;
    case "Fulfillment":
      return shop.fulfillments.get(id) ?? null;
    case "InventoryItem":
      return shop.items.get(id) ?? null;
    case "InventoryLevel":
      return levelOfGid(shop, value) ?? null;
    case "Location":
      return shop.locations.get(id) ?? null;
    case "Product":
      return shop.products.get(id) ?? null;
    case "ProductVariant":
      return shop.variants.get(id) ?? null;
    case "InventoryTransfer":
      return shop.transfers.get(id) ?? null;
    case "InventoryShipment":
      return shop.shipments.get(id) ?? null;
    case "Publication":
      return shop.publications.get(id) ?? null;
    case "Refund":
      return shop.refunds.get(id) ?? null;
    case "Customer":
      return shop.customers.get(id) ?? null;
    case "BulkOperation":
      return shop.bulkOperations.get(id) ?? null;
    case "WebhookSubscription":
      return shop.webhookSubscriptions.get(id) ?? null;
    case "ShippingLabelPurchaseResult":
      return purchaseOf(shop, id);
    case "Shop":
      return id === shop.id ? shop : null;
    default:
      throw notModelled(`nodes of type ${match[1] ?? ""}`);
  }
}

interface ListArgs extends PageArgs {
  query?: string | null;
  sortKey?: string;
}

const LIST_ARGS = [...PAGE_ARGS, "query", "sortKey"];

const ORDER_SEARCH = (shop: Shop): SearchFields<Order> => ({
  id: { kind: "id", of: (order) => order.id },
  name: { kind: "word", of: (order) => [order.name, order.name.slice(1)] },
  created_at: { kind: "time", of: (order) => order.createdAt },
  processed_at: { kind: "time", of: (order) => order.processedAt },
  updated_at: { kind: "time", of: (order) => order.updatedAt },
  tag: { kind: "word", of: (order) => order.tags },
  status: {
    kind: "word",
    of: (order) => ["any", order.cancelledAt !== null ? "cancelled" : order.closedAt !== null ? "closed" : "open"],
  },
  financial_status: { kind: "word", of: (order) => [order.financialStatus] },
  fulfillment_status: {
    kind: "word",
    of: (order) => {
      const status = displayStatus(shop, order);
      return status === "FULFILLED"
        ? ["fulfilled", "shipped"]
        : [status, status === "PARTIALLY_FULFILLED" ? "partial" : "unshipped"];
    },
  },
});

function orderSort(key: string | undefined): (order: Order) => { value: string; id: string } {
  switch (key ?? "PROCESSED_AT") {
    case "ID":
      return (order) => ({ value: order.id, id: order.id });
    case "ORDER_NUMBER":
      return (order) => ({ value: String(order.number), id: order.id });
    case "CREATED_AT":
      return (order) => ({ value: order.createdAt.toISOString(), id: order.id });
    case "UPDATED_AT":
      return (order) => ({ value: order.updatedAt.toISOString(), id: order.id });
    case "PROCESSED_AT":
      return (order) => ({ value: order.processedAt.toISOString(), id: order.id });
    default:
      throw notModelled(`orders sorted by ${key ?? ""}`);
  }
}

function byIdOrUpdate<T extends { id: string; updatedAt: Date }>(
  key: string | undefined,
): (item: T) => { value: string; id: string } {
  return key === "UPDATED_AT"
    ? (item) => ({ value: item.updatedAt.toISOString(), id: item.id })
    : (item) => ({ value: item.id, id: item.id });
}

/** A single object by gid; a gid of another type is no such object. */
function one(type: string) {
  return accepting<unknown, { id: string }>(["id"], (_root, { id }, context) =>
    digitsOf(type, id) === null ? null : visibleNode(context, id),
  );
}

const SHOWN_WITHOUT_READ_ALL_MS = 60 * 24 * 3_600_000;

/** Without read_all_orders only orders of the last 60 days are shown. */
function isVisible(order: Order, { scopes, world }: Context): boolean {
  const age = world.clock.now().getTime() - order.createdAt.getTime();
  return scopes.has("read_all_orders") || age <= SHOWN_WITHOUT_READ_ALL_MS;
}

function visibleNode(context: Context, id: string): NodeObject | null {
  const node = nodeOf(context.shop, id);
  return node?.type === "Order" && !isVisible(node, context) ? null : node;
}

export const queryRoot: Fields<unknown> = {
  shop: (_root, _args, { shop }) => shop,
  currentAppInstallation: (_root, _args, { shop }) => shop.installation,
  node: accepting<unknown, { id: string }>(["id"], (_root, { id }, context) => visibleNode(context, id)),
  nodes: accepting<unknown, { ids: string[] }>(["ids"], (_root, { ids }, context) =>
    ids.map((id) => visibleNode(context, id)),
  ),
  order: one("Order"),
  fulfillmentOrder: one("FulfillmentOrder"),
  fulfillment: one("Fulfillment"),
  refund: one("Refund"),
  inventoryItem: one("InventoryItem"),
  inventoryLevel: one("InventoryLevel"),
  product: one("Product"),
  productVariant: one("ProductVariant"),
  publication: one("Publication"),
  customer: one("Customer"),
  bulkOperation: one("BulkOperation"),
  webhookSubscription: one("WebhookSubscription"),
  location: accepting<unknown, { id?: string | null }>(["id"], (_root, { id }, { shop }) =>
    id == null
      ? ([...shop.locations.values()].sort((a, b) => a.priority - b.priority)[0] ?? null)
      : (shop.locations.get(digitsOf("Location", id) ?? "") ?? null),
  ),
  orders: accepting<unknown, ListArgs>(LIST_ARGS, (_root, args, context) =>
    page(
      search(
        [...context.shop.orders.values()].filter((each) => isVisible(each, context)),
        args.query,
        ORDER_SEARCH(context.shop),
      ),
      args,
      orderSort(args.sortKey),
    ),
  ),
  fulfillmentOrders: accepting<unknown, ListArgs & { includeClosed?: boolean }>(
    [...LIST_ARGS, "includeClosed"],
    (_root, args, { shop }) => {
      const all = [...shop.fulfillmentOrders.values()];
      const shown = all.filter((each) => args.includeClosed === true || !isFinished(each.status));
      return page(search(shown, args.query, FULFILLMENT_ORDER_SEARCH), args, byIdOrUpdate(args.sortKey));
    },
  ),
  locations: accepting<unknown, ListArgs & { includeInactive?: boolean; includeLegacy?: boolean }>(
    [...LIST_ARGS, "includeInactive", "includeLegacy"],
    (_root, args, { shop }) => {
      const shown = [...shop.locations.values()].filter(
        (each) =>
          (each.isActive || args.includeInactive === true) &&
          (each.fulfillmentService === null || args.includeLegacy === true),
      );
      const fields: SearchFields<Location> = { id: { kind: "id", of: (each) => each.id } };
      if (args.sortKey !== "NAME" && args.sortKey !== "ID") throw notModelled("this order of locations");
      return page(search(shown, args.query, fields), args, (each) => ({
        value: args.sortKey === "ID" ? each.id : each.name,
        id: each.id,
      }));
    },
  ),
  inventoryItems: accepting<unknown, ListArgs>([...PAGE_ARGS, "query"], (_root, args, { shop }) =>
    pageById(search(shop.items.values(), args.query, ITEM_SEARCH), args),
  ),
  ...productLists,
  ...carrierServiceQueries,
  ...checkoutProfileQueries,
  ...transferQueries,
  bulkOperations: accepting<unknown, ListArgs>([...PAGE_ARGS, "query"], (_root, args, { shop }) =>
    page(
      search(shop.bulkOperations.values(), args.query, {
        status: { kind: "word", of: (each) => [each.status] },
        created_at: { kind: "time", of: (each) => each.createdAt },
      }),
      { ...args, reverse: args.reverse !== true },
      (each) => ({ value: each.createdAt.toISOString(), id: each.id }),
    ),
  ),
  webhookSubscriptions: accepting<unknown, PageArgs & { topics?: string[] | null; uri?: string | null }>(
    [...PAGE_ARGS, "topics", "uri"],
    (_root, args, { shop }) =>
      pageById(
        [...shop.webhookSubscriptions.values()].filter(
          (each) =>
            (args.topics?.includes(topicEnum(each.topic)) ?? true) && (args.uri == null || each.uri === args.uri),
        ),
        args,
      ),
  ),
  metafieldDefinitions: accepting<
    unknown,
    PageArgs & { ownerType: string; namespace?: string | null; key?: string | null }
  >([...PAGE_ARGS, "ownerType", "namespace", "key"], (_root, args, context) =>
    pageById(definitions(context, args), args),
  ),
};

function definitions(
  { shop, world }: Context,
  args: { ownerType: string; namespace?: string | null; key?: string | null },
): MetafieldDefinition[] {
  const namespace = args.namespace == null ? null : resolveNamespace(world, args.namespace);
  return [...shop.metafieldDefinitions.values()].filter(
    (each) =>
      each.ownerType === args.ownerType &&
      (namespace == null || each.namespace === namespace) &&
      (args.key == null || each.key === args.key),
  );
}
