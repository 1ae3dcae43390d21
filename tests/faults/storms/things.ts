/** The things of one seed's corner of the simulated shop: an order and what belongs to it, and an item with its levels. */
import { Timeline } from "./timeline.ts";

export interface OrderState {
  readonly tags: readonly string[];
  readonly financial: "PENDING" | "PAID";
  readonly fulfillment: "UNFULFILLED" | "PARTIALLY_FULFILLED" | "FULFILLED";
  readonly risk: "ACCEPT" | "INVESTIGATE";
  readonly cancelledAt: string | null;
  /** Units left of its two lines. */
  readonly units: readonly [number, number];
}

export interface FulfillmentOrderState {
  readonly status: "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "CLOSED" | "CANCELLED";
  readonly locationId: string;
  readonly holdId: string | null;
  /** Left to ship of each line. */
  readonly remaining: readonly [number, number];
}

export interface FulfillmentState {
  readonly status: "SUCCESS" | "CANCELLED";
  readonly display: "FULFILLED" | "IN_TRANSIT" | "OUT_FOR_DELIVERY" | "DELIVERED" | "CANCELED";
  readonly deliveredAt: string | null;
  readonly number: string | null;
  readonly events: readonly { readonly id: string; readonly status: "IN_TRANSIT" | "DELIVERED"; readonly at: string }[];
}

export interface ItemState {
  readonly sku: string;
}

export interface LevelState {
  readonly available: number;
  readonly committed: number;
  readonly onHand: number;
  readonly incoming: number;
}

export interface LocationState {
  readonly name: string;
  readonly active: boolean;
}

/** Lines of orders have this many units when they are bought. */
export const BOUGHT = 3;
/** Ids are beyond 2^53, and each seed has this many of its own. */
const FIRST = 9_007_199_254_740_993n;
const EACH = 64n;

export interface Things {
  readonly seed: number;
  readonly order: Timeline<OrderState>;
  readonly lineIds: readonly [string, string];
  /** The first is made by the order, the second by a split. */
  readonly fulfillmentOrders: readonly Timeline<FulfillmentOrderState>[];
  readonly fulfillments: readonly Timeline<FulfillmentState>[];
  readonly item: Timeline<ItemState>;
  /** One at each place of the shop. */
  readonly levels: readonly Timeline<LevelState>[];
  /** Only some seeds have one of their own: each costs a query in every reconcile. */
  readonly location: Timeline<LocationState> | undefined;
  /** Does it ship? Then it is decided where from; most do not, because decisions are not what storms are about. */
  readonly ships: boolean;
  /** Any other id of this seed. */
  readonly idOf: (n: number) => string;
}

const ONE_IN_WITH_LOCATION = 100;
const ONE_IN_SHIPS = 16;

/** The two places every shop has. */
export const PLACES = ["9007199254740001", "9007199254740003"] as const;

export function thingsOf(seed: number): Things {
  const idOf = (n: number) => String(FIRST + BigInt(seed) * EACH + BigInt(n));
  return {
    seed,
    order: new Timeline(idOf(0)),
    lineIds: [idOf(1), idOf(2)],
    fulfillmentOrders: [new Timeline(idOf(3)), new Timeline(idOf(6))],
    fulfillments: [new Timeline(idOf(9)), new Timeline(idOf(11))],
    item: new Timeline(idOf(13)),
    levels: PLACES.map((place) => new Timeline(place)),
    location: seed % ONE_IN_WITH_LOCATION === 0 ? new Timeline(idOf(14)) : undefined,
    ships: seed % ONE_IN_SHIPS === 0,
    idOf,
  };
}

/** The seed an id belongs to; NaN for the places of the shop. */
export function seedOf(id: string): number {
  const n = BigInt(id) - FIRST;
  return n < 0n ? Number.NaN : Number(n / EACH);
}

/** Id of the n-th line of a fulfillment order or a fulfilment. */
export function lineOf(id: string, n: number): string {
  return String(BigInt(id) + BigInt(n + 1));
}
