import type { FulfillmentId, FulfillmentOrderId } from "../../../core/ids.ts";

/**
 * What travels by itself and is watched by itself: a fulfillment order of ours, from the shelf to the door, or a fulfilment that somebody else made of an
 * order. As a text, because both have numbers of their own. Of a fulfillment order that fills several boxes each box after the first is one, too.
 */
export type Part = `fo ${FulfillmentOrderId}` | `fo ${FulfillmentOrderId} ${number}` | `f ${FulfillmentId}`;

/** `box`: its number among the parcels of the fulfillment order, from 0. */
export const ownPart = (id: FulfillmentOrderId, box: number): Part => (box === 0 ? `fo ${id}` : `fo ${id} ${box}`);
export const partByOthers = (id: FulfillmentId): Part => `f ${id}`;
