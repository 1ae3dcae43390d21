/**
 * What a shop knows, as plain typed objects. Each object that has a gid says which GraphQL type it is in `type`.
 * Ids are Shopify's numbers as decimal digits; several kinds start above 2^53 on purpose. Money is in minor units of the
 * shop's currency. Dates are Date objects of the dev shop's clock. Lists are in the order Shopify would show them (by id).
 */

import type { AppSubscription, BillingEvent } from "./app-subscriptions.ts";
import type { CarrierService } from "./carrier-services.ts";
import type { InventoryItem, InventoryLevel, Location, Product, ProductVariant, Publication } from "./catalog.ts";
import type { Digits } from "./ids.ts";
import type { Customer, Fulfillment, FulfillmentOrder, Order, Refund } from "./orders.ts";
import type { StaffMember } from "./staff.ts";
import type { Shipment, Transfer } from "./transfers.ts";

export type ShopStatus = "active" | "frozen" | "locked";

export interface Shop {
  readonly type: "Shop";
  readonly id: Digits;
  /** `name.myshopify.com`. */
  readonly domain: string;
  name: string;
  email: string;
  currency: string;
  ianaTimezone: string;
  countryCode: string;
  primaryLocale: string;
  plan: { publicDisplayName: string; partnerDevelopment: boolean; shopifyPlus: boolean };
  /** Which customer accounts the storefront and checkout use. */
  customerAccounts: "CLASSIC" | "NEW_CUSTOMER_ACCOUNTS";
  /** The one published checkout profile. Not `readable`: the app has no access to the checkout editor. */
  checkoutProfile: { readonly id: Digits; pagesTakeExtensions: boolean; readable: boolean };
  /** frozen answers 402, locked answers 423. */
  status: ShopStatus;
  /** Whether Shopify approved the app for protected customer data; without it protected fields are null with an error. */
  protectedDataApproved: boolean;
  rate: RateLimit;
  createdAt: Date;
  updatedAt: Date;
  readonly locations: Map<Digits, Location>;
  readonly products: Map<Digits, Product>;
  readonly variants: Map<Digits, ProductVariant>;
  readonly publications: Map<Digits, Publication>;
  readonly items: Map<Digits, InventoryItem>;
  /** Key: `levelKey(itemId, locationId)`. */
  readonly levels: Map<string, InventoryLevel>;
  readonly customers: Map<Digits, Customer>;
  readonly orders: Map<Digits, Order>;
  readonly fulfillmentOrders: Map<Digits, FulfillmentOrder>;
  readonly fulfillments: Map<Digits, Fulfillment>;
  readonly refunds: Map<Digits, Refund>;
  readonly transfers: Map<Digits, Transfer>;
  readonly shipments: Map<Digits, Shipment>;
  /** What the app told Shopify Flow, oldest first. */
  readonly flowTriggers: { readonly handle: string; readonly payload: Readonly<Record<string, unknown>> }[];
  /** What it subscribed to of the app, the oldest first; at most one is active. */
  readonly appSubscriptions: AppSubscription[];
  /** What the app reported, by key once. */
  readonly billingEvents: BillingEvent[];
  readonly carrierServices: Map<Digits, CarrierService>;
  readonly bulkOperations: Map<Digits, BulkOperation>;
  readonly metafieldDefinitions: Map<Digits, MetafieldDefinition>;
  readonly webhookSubscriptions: Map<Digits, WebhookSubscription>;
  /** Metafields of the shop itself and of the app installation, by owner gid. */
  readonly metafields: Map<string, Metafield[]>;
  /** Its people, by number. */
  readonly staff: Map<Digits, StaffMember>;
  /** Who sits at the admin. */
  signedIn: Digits;
  /** The app in this shop; null before install and after uninstall. */
  installation: Installation | null;
}

/** Shopify's leaky bucket: points given back per second, and the most it holds. */
export interface RateLimit {
  restoreRate: number;
  maximumAvailable: number;
}

export interface Installation {
  readonly type: "AppInstallation";
  readonly id: Digits;
  readonly installedAt: Date;
  readonly scopes: Set<string>;
  /** Scopes the app may ask for but the merchant has not granted. */
  readonly optionalScopes: Set<string>;
}

export interface Metafield {
  readonly type: "Metafield";
  readonly id: Digits;
  readonly ownerGid: string;
  /** Resolved: `$app:promise` is stored as `app--<app number>--promise`. */
  readonly namespace: string;
  readonly key: string;
  valueType: string;
  value: string;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface MetafieldDefinition {
  readonly type: "MetafieldDefinition";
  readonly id: Digits;
  readonly ownerType: string;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly valueType: string;
  readonly access: { admin: string | null; storefront: string | null; customerAccount: string };
}

export interface WebhookSubscription {
  readonly type: "WebhookSubscription";
  readonly id: Digits;
  /** `orders/create`. */
  readonly topic: string;
  uri: string;
  includeFields: string[];
  filter: string | null;
  name: string | null;
  readonly createdAt: Date;
  updatedAt: Date;
}

export type BulkStatus = "CANCELED" | "CANCELING" | "COMPLETED" | "CREATED" | "EXPIRED" | "FAILED" | "RUNNING";

export interface BulkOperation {
  readonly type: "BulkOperation";
  readonly id: Digits;
  readonly query: string;
  status: BulkStatus;
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  readonly createdAt: Date;
  completedAt: Date | null;
  objectCount: number;
  rootObjectCount: number;
  /** The result, one object per line; null until completed. */
  jsonl: string | null;
  /** Secret part of the result's address. */
  readonly resultToken: string;
}
