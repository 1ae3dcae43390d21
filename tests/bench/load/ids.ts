/**
 * The ids of the load's orders: each is made from the order's number, so that generator, canned Admin API and auditor agree without talking. Three
 * orders in four stay where Shopify put them; every fifth is assigned where its item is not in stock, and is moved.
 */
const ORDER = 5_000_000_000_000;
const FULFILLMENT_ORDER = 6_000_000_000_000;
const LINE = 7_000_000_000_000;
export const ITEM = 8_000_000_000_000;
export const ITEMS = 5;
/** Two places in each shop; the second ships what the first does not have. */
export const PLACES = [9_001, 9_002] as const;

export const orderId = (n: number): number => ORDER + n;
export const fulfillmentOrderId = (n: number): number => FULFILLMENT_ORDER + n;
export const lineId = (n: number): number => LINE + n;
export const itemId = (n: number): number => ITEM + (n % ITEMS);
/** The number of the order that an order, fulfillment order or line belongs to. */
export const orderOf = (id: number): number => id % 1_000_000_000_000;
/** Is the item of this order only in the second place? */
export const isMoved = (n: number): boolean => n % ITEMS === ITEMS - 1;
/** Spreads orders over shops: 1 … shops. */
export const shopOf = (n: number, shops: number): number => 1 + ((n * 7_919) % shops);
