/** Where things are and what they are: locations, products, stock. Money in minor units, weight in grams. */
import type { Digits } from "./ids.ts";

export interface Address {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  zip: string | null;
  country: string | null;
  countryCode: string;
  phone: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface Location {
  readonly type: "Location";
  readonly id: Digits;
  name: string;
  address: Address;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  shipsInventory: boolean;
  fulfillmentService: FulfillmentService | null;
  localPickup: { pickupTime: string; instructions: string } | null;
  /** The merchant's order of preference: 1 is asked first. */
  priority: number;
  /** The number Shopify puts in the gid of this location's levels. */
  readonly levelNumber: Digits;
  createdAt: Date;
  updatedAt: Date;
  deactivatedAt: Date | null;
}

export interface FulfillmentService {
  readonly type: "FulfillmentService";
  readonly id: Digits;
  readonly locationId: Digits;
  handle: string;
  serviceName: string;
  callbackUrl: string | null;
  inventoryManagement: boolean;
  trackingSupport: boolean;
}

/** What a sales channel shows. */
export interface Publication {
  readonly type: "Publication";
  readonly id: Digits;
  readonly name: string;
  /** Whether new products are published on it by themselves. */
  autoPublish: boolean;
}

/** Where shoppers on the web buy; the only channel that can publish at a later date. */
export const ONLINE_STORE = "Online Store";
export const POINT_OF_SALE = "Point of Sale";

export interface Product {
  readonly type: "Product";
  readonly id: Digits;
  title: string;
  handle: string;
  vendor: string;
  productType: string;
  status: "ACTIVE" | "ARCHIVED" | "DRAFT";
  tags: string[];
  readonly variantIds: Digits[];
  /** By publication: since when it is there, or the later date from which it will be. */
  readonly publishedAt: Map<Digits, Date>;
  createdAt: Date;
  updatedAt: Date;
}

export interface ProductVariant {
  readonly type: "ProductVariant";
  readonly id: Digits;
  readonly productId: Digits;
  readonly itemId: Digits;
  title: string;
  sku: string | null;
  barcode: string | null;
  priceMinor: number;
  position: number;
  /** CONTINUE sells below zero. */
  inventoryPolicy: "DENY" | "CONTINUE";
  createdAt: Date;
  updatedAt: Date;
}

export interface InventoryItem {
  readonly type: "InventoryItem";
  readonly id: Digits;
  readonly variantId: Digits;
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  grams: number;
  unitCostMinor: number | null;
  countryCodeOfOrigin: string | null;
  harmonizedSystemCode: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** The states that are stored. `on_hand` is the sum of all but `incoming`. */
export const STORED_STATES = [
  "available",
  "committed",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
  "incoming",
] as const;
export type StoredState = (typeof STORED_STATES)[number];

export interface InventoryLevel {
  readonly type: "InventoryLevel";
  readonly itemId: Digits;
  readonly locationId: Digits;
  readonly quantities: Record<StoredState, number>;
  isActive: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** Key of a level in `Shop.levels`. */
export function levelKey(itemId: Digits, locationId: Digits): string {
  return `${itemId}:${locationId}`;
}

/** What is physically there: everything but what is still on its way. */
export function onHand(level: InventoryLevel): number {
  return STORED_STATES.reduce((sum, name) => (name === "incoming" ? sum : sum + level.quantities[name]), 0);
}
