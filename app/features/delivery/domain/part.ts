import type { FulfillmentId, FulfillmentOrderId } from "../../../core/ids.ts";

/**
 * What travels by itself and is watched by itself: a fulfillment order of ours, from the shelf to the door, or a fulfilment that somebody else made of an
 * order. As a text, because both have numbers of their own.
 */
export type Part = `fo ${FulfillmentOrderId}` | `f ${FulfillmentId}`;

export const ownPart = (id: FulfillmentOrderId): Part => `fo ${id}`;
export const partByOthers = (id: FulfillmentId): Part => `f ${id}`;
