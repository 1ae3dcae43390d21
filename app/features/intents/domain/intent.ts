import type { HoldReason } from "../../automation/domain/actions/order.ts";
import type { Json } from "../../../core/json.ts";
import type {
  CarrierServiceEffectKind,
  EffectKind,
  FlowEffectKind,
  GuardEffectKind,
  ManifestEffectKind,
  StockEffectKind,
  TransferEffectKind,
  UsageEffectKind,
} from "../../../core/effects.ts";
import type { Permission, Role } from "../../../core/permissions.ts";
import type { StockReason } from "../../../core/stock-reasons.ts";
import type { Trigger } from "../../flow/domain/triggers.ts";
import type { EventStatus } from "../../delivery/domain/write-back.ts";
import type {
  FulfillmentId,
  FulfillmentOrderId,
  FulfillmentOrderLineItemId,
  IntentId,
  InventoryItemId,
  LineItemId,
  LocationId,
  ManifestId,
  MessageId,
  OrderId,
  ParcelId,
  ProductId,
  PublicationId,
  ShipmentId,
  ShipmentLineId,
  TransferId,
  TransferPlanId,
  VariantId,
} from "../../../core/ids.ts";

/**
 * What each effect needs to know: ids, codes and words of the merchant's own rules, never personal data (addresses are read when the effect is
 * carried out).
 */
export interface EffectInputs {
  "fulfillmentOrder.move": {
    readonly fulfillmentOrderId: FulfillmentOrderId;
    readonly from: LocationId;
    readonly to: LocationId;
    readonly lines: readonly { readonly lineItemId: LineItemId; readonly quantity: number }[];
    /** All that the fulfillment order held: Shopify keeps its id then, and gives a part a new one. */
    readonly whole: boolean;
    readonly decisionId: string;
  };
  "fulfillmentOrder.hold": {
    readonly fulfillmentOrderId: FulfillmentOrderId;
    /** Unique for our app per fulfillment order, ≤ 64 characters: how a lost answer is found. */
    readonly handle: string;
    readonly reason: HoldReason;
    readonly noteCode: string;
    /** The merchant's own words in a rule, in place of the text of the code. */
    readonly note?: string;
    readonly decisionId: string;
    /** Only this is held: Shopify splits it off. Left out: all of it. */
    readonly part?: HeldPart;
  };
  "fulfillmentOrder.release": {
    readonly fulfillmentOrderId: FulfillmentOrderId;
    readonly handle: string;
    /** What it waited for is there: it may be held again. Without it, a person released it knowing what is missing. */
    readonly arrived?: true;
    /** Why it is decided then, when it is neither of these: a person chose that the rules of now decide it, or its shopper wants what is there. */
    readonly cause?: "rules" | "shopper" | "shortPick";
  };
  "fulfillmentOrder.submit": PlacedLines;
  /** The fulfillment order that a service was asked for at its location, with its lines. */
  "fulfillmentOrder.takeBack": Omit<PlacedLines, "decisionId">;
  /** ISO 8601, whole seconds. */
  "fulfillmentOrder.deadline": PlacedLines & { readonly fulfillBy: string };
  "order.tags": { readonly add: readonly string[]; readonly remove: readonly string[]; readonly decisionId: string };
  /** Each is a line of the note of its own, or some. */
  "order.note": { readonly texts: readonly string[]; readonly decisionId: string };
  /** Our number of the shopper's choice. */
  "order.cancel": { readonly choiceId: string };
  "report.refund": {
    readonly reportId: string;
    readonly lines: readonly { readonly lineItemId: LineItemId; readonly quantity: number }[];
  };
  "label.buy": { readonly parcelId: ParcelId };
  "label.purchase": { readonly parcelId: ParcelId };
  /** Not the parcel's row: by the time the label is given back, its fulfillment order may have another parcel. */
  "label.void": { readonly parcelId: ParcelId; readonly carrier: string; readonly carrierRef: string };
  "manifest.make": { readonly manifestId: ManifestId };
  "fulfillment.create": { readonly parcelId: ParcelId };
  "pickup.ready": { readonly fulfillmentOrderId: FulfillmentOrderId };
  "pickup.collect": HandedOver;
  "localDelivery.dispatch": HandedOver;
  "refund.create": {
    /** Whose it is: the pickup that was not collected. */
    readonly fulfillmentOrderId: FulfillmentOrderId;
    readonly locationId: LocationId;
    readonly lines: readonly { readonly lineItemId: LineItemId; readonly quantity: number }[];
  };
  "fulfillment.event": {
    /** Null: a fulfilment without a carrier's parcel, named by `fulfillmentId`. */
    readonly parcelId: ParcelId | null;
    readonly fulfillmentId?: FulfillmentId;
    readonly scanKey: string;
    readonly status: EventStatus;
    readonly happenedAt: string;
    readonly estimatedDeliveryAt: string | null;
  };
  /** `notify`: Shopify tells the shopper, whose number leads nowhere any more. */
  "fulfillment.tracking": { readonly parcelId: ParcelId; readonly notify?: boolean };
  "order.promise": { readonly orderId: OrderId };
  "message.send": { readonly messageId: MessageId };
  "stock.set": StockWrite<{ readonly to: number }> & { readonly state: "available" | "on_hand" };
  "stock.adjust": StockWrite<{ readonly by: number }> & { readonly state: WritableState };
  /** `from` is what the state has that units are taken from. */
  "stock.move": StockWrite<{ readonly units: number; readonly toFrom: number }> & {
    readonly state: WritableState;
    readonly into: WritableState;
  };
  "variant.policy": GuardWrite<VariantId>;
  "product.publication": GuardWrite<PublicationId>;
  "transfer.create": {
    readonly planId: TransferPlanId;
    readonly originId: LocationId;
    readonly destinationId: LocationId;
    readonly ready: boolean;
    readonly lines: readonly ItemUnits[];
  };
  "transfer.change": { readonly transferId: TransferId; readonly lines: readonly ItemUnits[] };
  "transfer.ready": { readonly transferId: TransferId };
  "transfer.cancel": { readonly transferId: TransferId; readonly draft: boolean };
  "shipment.send": {
    readonly transferId: TransferId;
    readonly lines: readonly ItemUnits[];
    readonly trackingNumber: string;
  };
  "shipment.receive": {
    readonly transferId: TransferId;
    readonly shipmentId: ShipmentId;
    readonly lines: readonly {
      readonly lineId: ShipmentLineId;
      readonly quantity: number;
      readonly reason: "ACCEPTED" | "REJECTED";
    }[];
  };
  /** What it is, is in the shop's setting. */
  "carrierService.create": Readonly<Record<string, never>>;
  "carrierService.update": Readonly<Record<string, never>>;
  "carrierService.delete": Readonly<Record<string, never>>;
  /** The orders of it are in `counted_order`. */
  "usage.report": { readonly toldIn: string };
  /** `thing`: what it is about. The payload is ids, codes and names of the merchant's own things. */
  "flow.trigger": {
    readonly trigger: Trigger;
    readonly thing: string;
    readonly payload: Readonly<Record<string, string | number>>;
  };
}

/** Units that leave without a carrier; `left`: how many there were of the line when that was decided. */
interface HandedOver {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly lines: readonly {
    readonly lineId: FulfillmentOrderLineItemId;
    readonly quantity: number;
    readonly left: number;
  }[];
}

/** Lines of a fulfillment order that wait where it is, after what ships from elsewhere has been moved away. */
export interface HeldPart {
  readonly from: LocationId;
  readonly lines: readonly { readonly lineItemId: LineItemId; readonly quantity: number }[];
}

/** Lines of a decided fulfillment order that ship from one location: by then Shopify may have put them into another one. */
interface PlacedLines {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly lineItemIds: readonly LineItemId[];
  readonly decisionId: string;
}

interface ItemUnits {
  readonly itemId: InventoryItemId;
  readonly quantity: number;
}

/** At most 100 variants or channels of a product: closed, or opened again as they were (features/guard). */
interface GuardWrite<ThingId> {
  readonly productId: ProductId;
  readonly way: "close" | "open";
  readonly ids: readonly ThingId[];
}

/** States an app may write; `committed` belongs to orders. */
type WritableState = "available" | "damaged" | "incoming" | "quality_control" | "reserved" | "safety_stock";

/** At most 100 levels, all or nothing. Each says what it was decided from: when Shopify has something else by then, nothing is written. */
interface StockWrite<Change> {
  readonly reason: StockReason;
  /** What it is for, shown to the merchant in Shopify's history and in our entries. */
  readonly document: { readonly kind: string; readonly id: string };
  readonly changes: readonly ({
    readonly itemId: InventoryItemId;
    readonly locationId: LocationId;
    readonly from: number;
  } & Change)[];
}

/** The order an effect belongs to; stock, transfers, the guard, carriers' sheets, our carrier service, what Flow is told and what is charged have none. */
export type OrderOf<Kind extends EffectKind> = Kind extends
  | StockEffectKind
  | TransferEffectKind
  | GuardEffectKind
  | ManifestEffectKind
  | CarrierServiceEffectKind
  | FlowEffectKind
  | UsageEffectKind
  ? null
  : OrderId;

/** An effect to be stored. The same (kind, subject) is stored once, however often it is decided. */
export type NewIntent = {
  [Kind in EffectKind]: {
    readonly kind: Kind;
    readonly orderId: OrderOf<Kind>;
    readonly subject: string;
    readonly input: EffectInputs[Kind];
  };
}[EffectKind];

/**
 * waiting → sending → done | refused | unsure → (looked up) → waiting | done | asks.
 * `sending` found by another worker means the sender died: it is unsure. `cancelled`: a person or a newer decision withdrew it before it was sent.
 */
export const INTENT_STATUSES = ["waiting", "sending", "unsure", "done", "refused", "asks", "cancelled"] as const;
export type IntentStatus = (typeof INTENT_STATUSES)[number];

export interface Intent<Kind extends EffectKind = EffectKind> {
  readonly intentId: IntentId;
  readonly kind: Kind;
  readonly orderId: OrderOf<Kind>;
  readonly subject: string;
  readonly input: EffectInputs[Kind];
  /** UUID, stable over retries: the key of @idempotent mutations and the reference carriers get. */
  readonly idempotencyKey: string;
  readonly status: IntentStatus;
  readonly tries: number;
  /** A person who was asked said to leave it: it is settled as refused, without being done. */
  readonly dropped: boolean;
  /** Whose click it was, or follows from; null: nobody's. */
  readonly asked: { readonly who: string; readonly role: Role; readonly permission: Permission } | null;
  /** The run or request that decided it; for the log. */
  readonly cause: string | null;
  /** Business time at which it was decided. */
  readonly createdAt: Date;
  /** Business time at which it was last sent: an effect of it is not older. */
  readonly sentAt: Date;
}

/** What came of one attempt. `outcome` is stored: ids and codes only. */
export type Attempt =
  | { readonly status: "done"; readonly outcome: Json }
  /** The other side said no, or the state no longer allows it. The effect did not happen and is not retried. */
  | {
      readonly status: "refused";
      readonly codes: readonly string[];
      /** Which parts of the input were at fault, by their place in it. */
      readonly at?: readonly { readonly index: number; readonly code: string }[];
    };

/** What looking up a lost answer gave. */
export type LookUp = Attempt | { readonly status: "notDone" } | { readonly status: "cannotTell" };
