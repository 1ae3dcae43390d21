/** What all shops of one dev shop share: time, ids, the app they install, and the wire on which events leave. */
import type { Clock } from "../clock.ts";
import type { StoredState } from "./catalog.ts";
import type { ShopEvent } from "./events.ts";
import type { Digits } from "./ids.ts";
import type { Shop } from "./shop.ts";
import type { HeldState } from "./transfers.ts";

export interface AppIdentity {
  /** Shopify's number of the app. */
  readonly id: Digits;
  /** The client id. */
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where webhooks with a relative uri go. */
  readonly url: string;
}

/** How the shops behave where Shopify leaves it open. Changed at any time. */
export interface StateKnobs {
  /** Milliseconds (shop time) between orders/create and the order's fulfillment orders. 0: at once. */
  routingDelayMs: number;
  /** false: inventory_levels/update only when `available` changes (what is documented). true: for every state. */
  levelWebhooksForAllStates: boolean;
  /**
   * The state of units that a transfer keeps at its origin. Shopify's 2026-10 schema says reserved; its changelog of August 2026
   * says they move to committed.
   */
  transfersHold: HeldState;
  /** Whether the app hears of its subscriptions by webhook, as listings from before April 2026 do. false: it has to ask. */
  plansAreTold: boolean;
  /** Seconds (shop time) a bulk operation runs. 0: finished before the mutation answers. */
  bulkSeconds: number;
}

export interface World {
  readonly clock: Clock;
  readonly app: AppIdentity;
  readonly knobs: StateKnobs;
  /** By domain. */
  readonly shops: Map<string, Shop>;
  nextId(kind: IdKind): Digits;
  /** Tells every listener, in the order of emission. Returns before anything is sent. */
  emit(shop: Shop, event: ShopEvent): void;
  onEvent(listener: EventListener): void;
  /** Tells every listener of a change of stock. For tests that must know what really happened: no API shows this. */
  recordStock(shop: Shop, change: StockChange): void;
  onStockChange(listener: StockListener): void;
}

export type EventListener = (shop: Shop, event: ShopEvent) => void;
export type StockListener = (shop: Shop, change: StockChange) => void;

/** A change of one level, and the document that explains it: an order, a transfer, an app's own. */
export interface StockChange {
  readonly itemId: Digits;
  readonly locationId: Digits;
  readonly at: Date;
  readonly deltas: Partial<Record<StoredState, number>>;
  /** null: somebody changed it, and nothing says who or why. */
  readonly document: string | null;
}

/**
 * First number of each kind. Where the number is above 2^53 (9,007,199,254,740,992) only odd ids are given out: a reader that
 * goes through a double then always lands on another number. Others look like Shopify's today.
 */
const FIRST_ID = {
  Shop: 61_000_000_001n,
  Location: 70_000_000_101n,
  Product: 8_000_000_000_201n,
  ProductVariant: 45_000_000_000_301n,
  InventoryItem: 9_007_199_255_740_995n,
  Customer: 6_500_000_000_401n,
  Order: 9_007_199_254_741_993n,
  LineItem: 9_007_199_256_740_997n,
  FulfillmentOrder: 9_007_199_257_740_999n,
  FulfillmentOrderLineItem: 9_007_199_258_741_001n,
  Fulfillment: 9_007_199_259_741_003n,
  FulfillmentEvent: 23_000_000_000_501n,
  Other: 800_000_000_601n,
} as const;
export type IdKind = keyof typeof FIRST_ID;

/** A world without shops. */
export function createWorld(options: { clock: Clock; app: AppIdentity; knobs?: Partial<StateKnobs> }): World {
  const next = new Map<IdKind, bigint>();
  const listeners: EventListener[] = [];
  const stockListeners: StockListener[] = [];
  return {
    clock: options.clock,
    app: options.app,
    knobs: {
      routingDelayMs: 1_000,
      levelWebhooksForAllStates: false,
      transfersHold: "reserved",
      plansAreTold: true,
      bulkSeconds: 0,
      ...options.knobs,
    },
    shops: new Map(),
    nextId(kind) {
      const id = next.get(kind) ?? FIRST_ID[kind];
      next.set(kind, id + (id > BigInt(Number.MAX_SAFE_INTEGER) ? 2n : 1n));
      return id.toString();
    },
    emit(shop, event) {
      for (const listener of listeners) listener(shop, event);
    },
    onEvent(listener) {
      listeners.push(listener);
    },
    recordStock(shop, change) {
      for (const listener of stockListeners) listener(shop, change);
    },
    onStockChange(listener) {
      stockListeners.push(listener);
    },
  };
}
