/** Kinds of things a mark can name. The numbers are stored; their order is the order of refreshing. */
export const KINDS = {
  location: 1,
  fulfillmentOrder: 2,
  order: 3,
  fulfillment: 4,
  inventoryItem: 5,
  inventoryLevel: 6,
  transfer: 7,
  shipment: 8,
} as const;

export type Kind = keyof typeof KINDS;

const nameOf = new Map<number, Kind>(Object.entries(KINDS).map(([kind, number]) => [number, kind as Kind]));

/** The kind with this number; undefined when there is none. */
export function kindOf(number: number): Kind | undefined {
  return nameOf.get(number);
}
