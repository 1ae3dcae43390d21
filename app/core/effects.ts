/**
 * Every effect we may have on the outside, and how a lost answer is resolved. Nothing else writes to Shopify or buys from a carrier.
 * A row here without a handler in jobs.server.ts, or the reverse, fails a test.
 */

/** What the merchant switches on: observe first (design, section 4). */
export const EFFECT_SWITCHES = [
  "route",
  "hold",
  "ship",
  "events",
  "messages",
  "stock",
  "guard",
  "rules",
  "shopper",
  "rates",
  "flow",
] as const;
export type EffectSwitchName = (typeof EFFECT_SWITCHES)[number];

/** Who goes first when the shop's API budget is short. Lower goes first. */
export const SHARES = { stopHarm: 1, undecided: 2, people: 3, rest: 4 } as const;
export type Share = (typeof SHARES)[keyof typeof SHARES];

/**
 * - `idempotentKey`: the same key again gives the same answer.
 * - `targetState`: read whether the wanted state is there already.
 * - `naturalKey`: the thing carries our name (hold handle, metafield digest); look for it.
 * - `askPerson`: it cannot be found out; never retried by itself.
 */
type Resolution = "idempotentKey" | "targetState" | "naturalKey" | "askPerson";

interface Effect {
  /** Null: agreed to in Shopify, with the plan, and not switched here. */
  readonly switch: EffectSwitchName | null;
  readonly share: Share;
  readonly lostAnswer: Resolution;
}

export const EFFECTS = {
  /** fulfillmentOrderMove, whole or part: are the lines at the wanted location? */
  "fulfillmentOrder.move": { switch: "route", share: SHARES.undecided, lostAnswer: "targetState" },
  /** fulfillmentOrderHold: is there a hold with our handle? */
  "fulfillmentOrder.hold": { switch: "hold", share: SHARES.stopHarm, lostAnswer: "naturalKey" },
  /** fulfillmentOrderReleaseHold: is our hold gone? */
  "fulfillmentOrder.release": { switch: "hold", share: SHARES.people, lostAnswer: "targetState" },
  /** fulfillmentOrderSubmitFulfillmentRequest: has the service at whose location it is been asked? */
  "fulfillmentOrder.submit": { switch: "route", share: SHARES.undecided, lostAnswer: "targetState" },
  /** fulfillmentOrderCancel of what a service was asked for and did not answer: is it closed? Shopify puts another in its place. */
  "fulfillmentOrder.takeBack": { switch: "route", share: SHARES.undecided, lostAnswer: "targetState" },
  /** fulfillmentOrdersSetFulfillmentDeadline: is `fulfillBy` what a rule wants? */
  "fulfillmentOrder.deadline": { switch: "rules", share: SHARES.rest, lostAnswer: "targetState" },
  /** tagsAdd and tagsRemove: does the order have the tags it should, and none of the others? */
  "order.tags": { switch: "rules", share: SHARES.rest, lostAnswer: "targetState" },
  /** orderUpdate of the note: does it have our lines? */
  "order.note": { switch: "rules", share: SHARES.rest, lostAnswer: "targetState" },
  /** orderCancel with the money back, for a shopper who chose it: is it cancelled? */
  "order.cancel": { switch: "shopper", share: SHARES.people, lostAnswer: "targetState" },
  /** refundCreate of a parcel that its shopper reported: is there a refund with our key in its note? The request is `@idempotent`, too. */
  "report.refund": { switch: "shopper", share: SHARES.people, lostAnswer: "naturalKey" },
  /** A label from a carrier; the parcel's id is the carrier's reference, and the same reference is the same shipment. */
  "label.buy": { switch: "ship", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** shippingLabelPurchase: it has no key and no name of ours, and money is spent. */
  "label.purchase": { switch: "ship", share: SHARES.people, lostAnswer: "askPerson" },
  /**
   * A label given back after Shopify refused the fulfilment, or so that another takes its place: that one is bought (`label.buy`) only when this is settled. The
   * carrier voids it once, however often it is asked.
   */
  "label.void": { switch: "ship", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** The carrier's own sheet of parcels that are handed over; of the same ones it makes the same sheet, however often it is asked. */
  "manifest.make": { switch: "ship", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** fulfillmentCreate: does a fulfilment with our tracking number exist? */
  "fulfillment.create": { switch: "ship", share: SHARES.people, lostAnswer: "naturalKey" },
  /** fulfillmentOrderLineItemsPreparedForPickup: is there anything left to prepare? Shopify refuses to prepare twice. */
  "pickup.ready": { switch: "ship", share: SHARES.people, lostAnswer: "targetState" },
  /** fulfillmentCreate of what was collected at the desk: is so much less left? */
  "pickup.collect": { switch: "ship", share: SHARES.people, lostAnswer: "targetState" },
  /** fulfillmentCreate of what a driver of ours takes out: is so much less left? */
  "localDelivery.dispatch": { switch: "ship", share: SHARES.people, lostAnswer: "targetState" },
  /** refundCreate with restock: its note carries our key, and the request is `@idempotent`. */
  "refund.create": { switch: "ship", share: SHARES.people, lostAnswer: "naturalKey" },
  /** fulfillmentEventCreate: is there an event of this status and time? */
  "fulfillment.event": { switch: "events", share: SHARES.rest, lostAnswer: "targetState" },
  /** fulfillmentTrackingInfoUpdate where the page has lost our number: does it have it? */
  "fulfillment.tracking": { switch: "events", share: SHARES.rest, lostAnswer: "targetState" },
  /** metafieldsSet of the order's promise, with compareDigest: does the metafield hold our value? */
  "order.promise": { switch: "events", share: SHARES.rest, lostAnswer: "targetState" },
  /** A mail by the merchant's server. Nobody can ask one whether it took a mail: when the text flowed and no answer came, a person is asked. */
  "message.send": { switch: "messages", share: SHARES.rest, lostAnswer: "askPerson" },
  /** inventorySetQuantities with changeFromQuantity: what people counted, typed or fed in. */
  "stock.set": { switch: "stock", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** inventoryAdjustQuantities with changeFromQuantity: what follows from stock elsewhere (links, kits), and states that cannot be set. */
  "stock.adjust": { switch: "stock", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** inventoryMoveQuantities with changeFromQuantity: between states of one location (buffers). */
  "stock.move": { switch: "stock", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** productVariantsBulkUpdate of the policy: is it what we want already? */
  "variant.policy": { switch: "guard", share: SHARES.stopHarm, lostAnswer: "targetState" },
  /** publishablePublish and publishableUnpublish of a product: is it on these channels? */
  "product.publication": { switch: "guard", share: SHARES.stopHarm, lostAnswer: "targetState" },
  /** inventoryTransferCreate, or …AsReadyToShip. */
  "transfer.create": { switch: "stock", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** inventoryTransferSetItems: other quantities before it leaves. */
  "transfer.change": { switch: "stock", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** inventoryTransferMarkAsReadyToShip: is it no draft any more? */
  "transfer.ready": { switch: "stock", share: SHARES.people, lostAnswer: "targetState" },
  /** inventoryTransferCancel, or …Delete of a draft: is it cancelled or gone? */
  "transfer.cancel": { switch: "stock", share: SHARES.people, lostAnswer: "targetState" },
  /** inventoryShipmentCreateInTransit */
  "shipment.send": { switch: "stock", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** inventoryShipmentReceive: accepted and rejected units. */
  "shipment.receive": { switch: "stock", share: SHARES.people, lostAnswer: "idempotentKey" },
  /** carrierServiceCreate: is there one that asks our address? */
  "carrierService.create": { switch: "rates", share: SHARES.people, lostAnswer: "targetState" },
  /** carrierServiceUpdate: is its name what the merchant wants? */
  "carrierService.update": { switch: "rates", share: SHARES.people, lostAnswer: "targetState" },
  /** carrierServiceDelete: is there none any more that asks our address? */
  "carrierService.delete": { switch: "rates", share: SHARES.people, lostAnswer: "targetState" },
  /** flowTriggerReceive: it has no key, Shopify cannot be asked, and a workflow that runs twice may write to a shopper twice. */
  "flow.trigger": { switch: "flow", share: SHARES.rest, lostAnswer: "askPerson" },
  /** App events of orders beyond what the plan includes: each has a key of its own, which Shopify charges once for ever. */
  "usage.report": { switch: null, share: SHARES.rest, lostAnswer: "idempotentKey" },
} as const satisfies Record<string, Effect>;

export type EffectKind = keyof typeof EFFECTS;

export type StockEffectKind = Extract<EffectKind, `stock.${string}`>;
export type TransferEffectKind = Extract<EffectKind, `transfer.${string}` | `shipment.${string}`>;
export type GuardEffectKind = "variant.policy" | "product.publication";
/** Effects that belong to no single order and are nobody else's. */
export type ManifestEffectKind = "manifest.make";
export type UsageEffectKind = "usage.report";
export type CarrierServiceEffectKind = Extract<EffectKind, `carrierService.${string}`>;
export type FlowEffectKind = "flow.trigger";
