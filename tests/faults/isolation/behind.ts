/**
 * What reaches a shop from behind: webhooks, effects and duties of my shop that name things of another. Made from app/topics.ts and
 * app/core/effects.ts; a field that ends in "id" and that nobody has filled here makes a test fail.
 */
import { createHmac, randomUUID } from "node:crypto";
import {
  parseId,
  type FulfillmentOrderId,
  type FulfillmentOrderLineItemId,
  type InventoryItemId,
  type LocationId,
  type ManifestId,
  type MessageId,
  type OrderId,
  type ParcelId,
  type ProductId,
  type PublicationId,
  type ShipmentId,
  type ShipmentLineId,
  type TransferId,
  type TransferPlanId,
  type VariantId,
} from "../../../app/core/ids.ts";
import type { NewIntent } from "../../../app/features/intents/domain/intent.ts";
import { TOPICS, type Topic } from "../../../app/topics.ts";
import type { Opened } from "./opened.ts";

/** Which column has the ids of a field, by the last words of its path; the first that fits counts. */
const COLUMNS: readonly (readonly [RegExp, string])[] = [
  [/location(_id|\.id)$/, "location_id"],
  [/inventory_item_id$/, "item_id"],
  [/fulfillment_order(_id|\.id)$/, "fulfillment_order_id"],
  [/fulfillment_hold\.id$/, "fulfillment_order_id"],
  [/order(_edit\.order)?_id$/, "order_id"],
  [/order_edit\.id$/, "order_id"],
  [/fulfillment_id$/, "fulfillment_id"],
];
/** And for a topic's own `id`, by the beginning of its name. */
const OWN: Readonly<Record<string, string>> = {
  orders: "order_id",
  refunds: "order_id",
  returns: "order_id",
  fulfillments: "fulfillment_id",
  fulfillment_events: "fulfillment_id",
  inventory_items: "item_id",
  products: "item_id",
  locations: "location_id",
  shop: "order_id",
  app: "order_id",
  bulk_operations: "order_id",
};
/** What the other fields of bodies say. */
const VALUES: Readonly<Record<string, unknown>> = {
  updated_at: "2026-11-02T09:00:00Z",
  available: 0,
  risk_level: "HIGH",
  "fulfillment_hold.reason": "other",
  "fulfillment_hold.held_by_requesting_app": true,
  "order_edit.line_items": { additions: [], removals: [] },
  merge_intents: [],
  "app_subscription.admin_graphql_api_id": "gid://shopify/AppSubscription/1",
  current: [],
  status: "completed",
  error_code: null,
  type: "query",
  title: "Theirs",
  vendor: "Theirs",
  product_type: "Theirs",
  tags: "theirs",
};
/** Lists of things with ids of their own. */
const LISTS: Readonly<Record<string, (idOf: (column: string) => string) => unknown>> = {
  variants: (idOf) => [{ inventory_item_id: idOf("item_id"), title: "Theirs" }],
};

/** The shop a body is about. Another than the header's is refused (tests/integration/intake-http.test.ts), so it is mine. */
const SHOP = "myshopify_domain";

/** Fields of a topic that the probes do not know how to fill. */
export function unknownFields(): string[] {
  return TOPICS.flatMap((topic) =>
    topic.includeFields.flatMap((path) =>
      columnOf(topic, path) !== undefined || path in VALUES || path in LISTS || path === SHOP
        ? []
        : [`${topic.topic}: ${path}`],
    ),
  );
}

function columnOf({ topic }: Topic, path: string): string | undefined {
  if (path === "id" || path === "admin_graphql_api_id") return OWN[topic.split("/")[0] ?? ""];
  return COLUMNS.find(([words]) => words.test(path))?.[1];
}

/** Sends every topic to my shop with each of their ids, signed as Shopify would. Returns the answers' status. `of` chooses topics. */
export async function sendForeign(opened: Opened, of: (topic: Topic) => boolean): Promise<number[]> {
  const { ids, mine, pages } = opened;
  const answers: number[] = [];
  for (const topic of TOPICS.filter(of)) {
    for (const round of [0, 1]) {
      const idOf = (column: string) => ids.get(column)?.at(round) ?? ids.get(column)?.[0] ?? "1";
      const body = JSON.stringify({
        ...bodyOf(topic, idOf),
        ...(topic.includeFields.includes(SHOP) && { [SHOP]: mine.shop.domain }),
      });
      const response = await fetch(`${pages.url}/webhooks`, {
        method: "POST",
        headers: {
          "x-shopify-topic": topic.topic,
          "x-shopify-shop-domain": mine.shop.domain,
          "x-shopify-webhook-id": randomUUID(),
          "x-shopify-hmac-sha256": createHmac("sha256", process.env["SHOPIFY_API_SECRET"] ?? "")
            .update(body)
            .digest("base64"),
        },
        body,
      });
      answers.push(response.status);
    }
  }
  return answers;
}

function bodyOf(topic: Topic, idOf: (column: string) => string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const path of topic.includeFields) {
    const column = columnOf(topic, path);
    const names = path.split(".");
    const last = names.pop() ?? "";
    let place = body;
    for (const name of names) place = (place[name] ??= {}) as Record<string, unknown>;
    place[last] ??=
      column === undefined
        ? (LISTS[path]?.(idOf) ?? VALUES[path])
        : last === "admin_graphql_api_id"
          ? `gid://shopify/Thing/${idOf(column)}`
          : idOf(column);
  }
  return body;
}

/** An intent of every kind, of my own order, whose input names only things of the other shop. A test compares the kinds with core/effects.ts. */
export function foreignIntents({ ids, myIds, world }: Opened): NewIntent[] {
  const first = (column: string) => ids.get(column)?.[0] ?? "";
  const orderId = parseId<OrderId>(myIds.get("order_id")?.[0] ?? "");
  const fulfillmentOrderId = parseId<FulfillmentOrderId>(first("fulfillment_order_id"));
  const parcelId = parseId<ParcelId>(first("parcel_id"));
  const decisionId = first("decision_id");
  const happenedAt = world.clock.now().toISOString();
  const base = { orderId, subject: "of another shop" };
  return [
    {
      ...base,
      kind: "fulfillmentOrder.move",
      input: {
        fulfillmentOrderId,
        from: parseId(first("location_id")),
        to: parseId(ids.get("location_id")?.at(-1) ?? ""),
        lines: [{ lineItemId: parseId(first("order_line_id")), quantity: 1 }],
        whole: true,
        decisionId,
      },
    },
    {
      ...base,
      kind: "fulfillmentOrder.hold",
      input: { fulfillmentOrderId, handle: "h", reason: "OTHER", noteCode: "unroutable", decisionId },
    },
    { ...base, kind: "fulfillmentOrder.release", input: { fulfillmentOrderId, handle: "h" } },
    {
      ...base,
      kind: "fulfillmentOrder.submit",
      input: {
        fulfillmentOrderId,
        locationId: parseId(first("location_id")),
        lineItemIds: [parseId(first("order_line_id"))],
        decisionId,
      },
    },
    {
      ...base,
      kind: "fulfillmentOrder.takeBack",
      input: {
        fulfillmentOrderId,
        locationId: parseId(first("location_id")),
        lineItemIds: [parseId(first("order_line_id"))],
      },
    },
    {
      ...base,
      kind: "fulfillmentOrder.deadline",
      input: {
        fulfillmentOrderId,
        locationId: parseId(first("location_id")),
        lineItemIds: [parseId(first("order_line_id"))],
        fulfillBy: happenedAt,
        decisionId,
      },
    },
    // They name nothing but words.
    { ...base, kind: "order.tags", input: { add: [], remove: [], decisionId } },
    { ...base, kind: "order.note", input: { texts: [], decisionId } },
    { ...base, kind: "order.cancel", input: { choiceId: first("choice_id") } },
    {
      ...base,
      kind: "report.refund",
      input: { reportId: first("report_id"), lines: [{ lineItemId: parseId(first("order_line_id")), quantity: 1 }] },
    },
    { ...base, kind: "label.buy", input: { parcelId } },
    { ...base, kind: "label.purchase", input: { parcelId } },
    { ...base, kind: "label.void", input: { parcelId, carrier: "stand-in", carrierRef: "nobody's" } },
    { ...base, kind: "fulfillment.create", input: { parcelId } },
    {
      ...base,
      kind: "fulfillment.event",
      input: { parcelId, scanKey: "k", status: "IN_TRANSIT", happenedAt, estimatedDeliveryAt: null },
    },
    { ...base, kind: "message.send", input: { messageId: parseId<MessageId>(first("message_id")) } },
    { ...base, kind: "pickup.ready", input: { fulfillmentOrderId } },
    ...(["pickup.collect", "localDelivery.dispatch"] as const).map((kind) => ({
      ...base,
      kind,
      input: {
        fulfillmentOrderId,
        lines: [{ lineId: parseId<FulfillmentOrderLineItemId>(first("line_id") || "1"), quantity: 1, left: 1 }],
      },
    })),
    {
      ...base,
      kind: "refund.create",
      input: {
        fulfillmentOrderId,
        locationId: parseId(first("location_id")),
        lines: [{ lineItemId: parseId(first("order_line_id")), quantity: 1 }],
      },
    },
    { ...base, kind: "fulfillment.tracking", input: { parcelId } },
    { ...base, kind: "order.promise", input: { orderId: parseId(first("order_id")) } },
    ...foreignStock(first),
  ];
}

/** The same of stock, which belongs to no order. */
function foreignStock(first: (column: string) => string): NewIntent[] {
  const idOf = <Id extends ReturnType<typeof parseId>>(column: string) => parseId<Id>(first(column) || "1");
  const base = { orderId: null, subject: "of another shop" };
  const level = { itemId: idOf<InventoryItemId>("item_id"), locationId: idOf<LocationId>("location_id"), from: 1 };
  const write = { reason: "correction", document: { kind: "Edit", id: "1" } } as const;
  const transferId = idOf<TransferId>("transfer_id");
  const lines = [{ itemId: level.itemId, quantity: 1 }];
  const productId = idOf<ProductId>("product_id");
  return [
    { ...base, kind: "stock.set", input: { ...write, state: "available", changes: [{ ...level, to: 2 }] } },
    { ...base, kind: "stock.adjust", input: { ...write, state: "available", changes: [{ ...level, by: 1 }] } },
    {
      ...base,
      kind: "stock.move",
      input: { ...write, state: "available", into: "damaged", changes: [{ ...level, units: 1, toFrom: 0 }] },
    },
    {
      ...base,
      kind: "transfer.create",
      input: {
        planId: idOf<TransferPlanId>("plan_id"),
        originId: level.locationId,
        destinationId: level.locationId,
        ready: true,
        lines,
      },
    },
    { ...base, kind: "transfer.change", input: { transferId, lines } },
    { ...base, kind: "transfer.ready", input: { transferId } },
    { ...base, kind: "transfer.cancel", input: { transferId, draft: false } },
    { ...base, kind: "shipment.send", input: { transferId, lines, trackingNumber: "" } },
    {
      ...base,
      kind: "shipment.receive",
      input: {
        transferId,
        shipmentId: idOf<ShipmentId>("shipment_id"),
        lines: [{ lineId: idOf<ShipmentLineId>("line_id"), quantity: 1, reason: "ACCEPTED" }],
      },
    },
    { ...base, kind: "variant.policy", input: { productId, way: "close", ids: [idOf<VariantId>("variant_id")] } },
    {
      ...base,
      kind: "product.publication",
      input: { productId, way: "close", ids: [idOf<PublicationId>("thing_id")] },
    },
    { ...base, kind: "manifest.make", input: { manifestId: idOf<ManifestId>("manifest_id") } },
    { ...base, kind: "carrierService.create", input: {} },
    { ...base, kind: "carrierService.update", input: {} },
    { ...base, kind: "carrierService.delete", input: {} },
    {
      ...base,
      kind: "flow.trigger",
      input: { trigger: "order-held", thing: "theirs", payload: { order_id: first("order_id"), reason: "rule" } },
    },
    { ...base, kind: "usage.report", input: { toldIn: "00000000-0000-4000-8000-000000000000" } },
  ];
}
