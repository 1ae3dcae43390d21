/**
 * Shopify's numeric ids exceed 2^53 in real payloads, so an id is a string of digits here, a bigint in PostgreSQL,
 * and a gid only on the wire of the Admin API.
 */
declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]: Name };

/** Our own number of a shop (not Shopify's): the first column of every tenant key. */
export type ShopId = Id<"Shop">;
export type OrderId = Id<"Order">;
export type LineItemId = Id<"LineItem">;
export type FulfillmentOrderId = Id<"FulfillmentOrder">;
export type FulfillmentOrderLineItemId = Id<"FulfillmentOrderLineItem">;
export type FulfillmentId = Id<"Fulfillment">;
export type InventoryItemId = Id<"InventoryItem">;
export type LocationId = Id<"Location">;
export type VariantId = Id<"ProductVariant">;
export type ProductId = Id<"Product">;
export type PublicationId = Id<"Publication">;
export type CustomerId = Id<"Customer">;
export type TransferId = Id<"InventoryTransfer">;
export type TransferLineId = Id<"InventoryTransferLineItem">;
export type ShipmentId = Id<"InventoryShipment">;
export type ShipmentLineId = Id<"InventoryShipmentLineItem">;
/** Our own numbers. */
export type DecisionId = Id<"Decision">;
export type IntentId = Id<"Intent">;
export type ParcelId = Id<"Parcel">;
export type MessageId = Id<"Message">;
export type BufferRuleId = Id<"BufferRule">;
export type AlertRuleId = Id<"AlertRule">;
export type AlertId = Id<"Alert">;
export type RiskId = Id<"Risk">;
export type TransferPlanId = Id<"TransferPlan">;
export type CountId = Id<"Count">;
export type PickBatchId = Id<"PickBatch">;
export type PickTaskId = Id<"PickTask">;
export type BoxId = Id<"PackageBox">;
export type ManifestId = Id<"HandoverManifest">;
export type FeedId = Id<"Feed">;
export type FeedRunId = Id<"FeedRun">;
export type EditId = Id<"Edit">;
export type RuleSetId = Id<"RuleSet">;
export type RuleVersionId = Id<"RuleVersion">;
export type ReplayId = Id<"Replay">;

interface GidTypes {
  Order: OrderId;
  LineItem: LineItemId;
  FulfillmentOrder: FulfillmentOrderId;
  FulfillmentOrderLineItem: FulfillmentOrderLineItemId;
  Fulfillment: FulfillmentId;
  InventoryItem: InventoryItemId;
  Location: LocationId;
  ProductVariant: VariantId;
  Product: ProductId;
  Publication: PublicationId;
  Customer: CustomerId;
  InventoryTransfer: TransferId;
  InventoryTransferLineItem: TransferLineId;
  InventoryShipment: ShipmentId;
  InventoryShipmentLineItem: ShipmentLineId;
}

const DIGITS = /^[0-9]{1,19}$/;
/** The largest number a bigint column holds. */
const LARGEST = "9223372036854775807";

/** Reads what somebody typed or sent as an id; undefined when nothing of ours can have it: no digits, or beyond 2^63 − 1. */
export function readId<T extends Id<string>>(text: string | null | undefined): T | undefined {
  if (text == null || !DIGITS.test(text)) return undefined;
  return text.length < LARGEST.length || text <= LARGEST ? (text as T) : undefined;
}

/** An id that is one by its origin (our tables, Shopify's answers). Throws RangeError when it is not. */
export function parseId<T extends Id<string>>(value: string | bigint): T {
  const id = readId<T>(String(value));
  if (id === undefined) throw new RangeError(`not an id: ${String(value).slice(0, 40)}`);
  return id;
}

/** `toGid("Order", "1")` → `gid://shopify/Order/1`. */
export function toGid<Type extends keyof GidTypes>(type: Type, id: GidTypes[Type]): string {
  return `gid://shopify/${type}/${id}`;
}

/** `fromGid("Order", "gid://shopify/Order/1")` → `"1"`. A query part (`?x=y`) is ignored. Throws RangeError on another type. */
export function fromGid<Type extends keyof GidTypes>(type: Type, gid: string): GidTypes[Type] {
  const prefix = `gid://shopify/${type}/`;
  if (!gid.startsWith(prefix)) throw new RangeError(`not a ${type}: ${gid.slice(0, 80)}`);
  return parseId<GidTypes[Type]>(gid.slice(prefix.length).split("?", 1)[0] ?? "");
}

const ITEM_OF_LEVEL = /^gid:\/\/shopify\/InventoryLevel\/\d+\?inventory_item_id=(\d+)$/;

/**
 * `gid://shopify/InventoryLevel/5?inventory_item_id=7` → `"7"`: a level is named with its item (shopify.dev/docs/api/usage/gids, parameterized global IDs), so
 * it need not be asked for. Throws RangeError on anything else.
 */
export function itemOfLevel(gid: string): GidTypes["InventoryItem"] {
  const item = ITEM_OF_LEVEL.exec(gid)?.[1];
  if (item === undefined) throw new RangeError(`not an InventoryLevel with its item: ${gid.slice(0, 80)}`);
  return parseId<GidTypes["InventoryItem"]>(item);
}

/** Order of two ids as numbers, for sorting: "9" comes before "10". */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
