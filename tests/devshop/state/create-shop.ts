/** A new shop from a seed: locations, products with stock, customers. Nobody is told: no app is installed yet. */
import type { Address, Location, StoredState } from "./catalog.ts";
import { levelKey, ONLINE_STORE, POINT_OF_SALE } from "./catalog.ts";
import type { Digits } from "./ids.ts";
import type { Customer } from "./orders.ts";
import type { RateLimit, Shop } from "./shop.ts";
import type { World } from "./world.ts";

/** Points per second and bucket size by plan (the bucket sizes are read from replies of real shops, not documented). */
export const RATES = {
  standard: { restoreRate: 100, maximumAvailable: 2_000 },
  plus: { restoreRate: 1_000, maximumAvailable: 20_000 },
} as const satisfies Record<string, RateLimit>;

export interface ShopSeed {
  /** `dev-one` becomes `dev-one.myshopify.com`. */
  handle: string;
  name?: string;
  email?: string;
  currency?: string;
  ianaTimezone?: string;
  countryCode?: string;
  primaryLocale?: string;
  rate?: keyof typeof RATES;
  protectedDataApproved?: boolean;
  customerAccounts?: Shop["customerAccounts"];
  /** The first is preferred. */
  locations: LocationSeed[];
  products: ProductSeed[];
  /** Names of the sales channels; new products are published on all of them. */
  salesChannels?: string[];
  customers?: CustomerSeed[];
}

export interface LocationSeed {
  name: string;
  address: Partial<Address> & { countryCode: string };
  isActive?: boolean;
  fulfillsOnlineOrders?: boolean;
  shipsInventory?: boolean;
  /** Name of the fulfillment service that runs the location. */
  fulfillmentService?: string;
}

export interface ProductSeed {
  title: string;
  vendor?: string;
  productType?: string;
  status?: "ACTIVE" | "ARCHIVED" | "DRAFT";
  tags?: string[];
  /** Names of the sales channels it is on; all of them unless said. */
  publishedOn?: string[];
  variants: VariantSeed[];
}

export interface VariantSeed {
  title?: string;
  sku?: string;
  barcode?: string;
  priceMinor: number;
  grams?: number;
  tracked?: boolean;
  requiresShipping?: boolean;
  inventoryPolicy?: "DENY" | "CONTINUE";
  unitCostMinor?: number;
  countryCodeOfOrigin?: string;
  /** Units available per location, in the order of the seed's locations; null: not stocked there. */
  stock: (number | null)[];
}

export interface CustomerSeed {
  firstName: string;
  lastName: string;
  email?: string;
  phone?: string;
  locale?: string;
  tags?: string[];
  address?: Partial<Address> & { countryCode: string };
}

/** Adds a shop to the world. Throws when the domain is taken. */
export function createShop(world: World, seed: ShopSeed): Shop {
  const domain = `${seed.handle}.myshopify.com`;
  if (world.shops.has(domain)) throw new Error(`the shop ${domain} exists already`);
  const now = world.clock.now();
  const shop: Shop = {
    type: "Shop",
    id: world.nextId("Shop"),
    domain,
    name: seed.name ?? seed.handle,
    email: seed.email ?? `owner@${seed.handle}.example`,
    currency: seed.currency ?? "EUR",
    ianaTimezone: seed.ianaTimezone ?? "Europe/Madrid",
    countryCode: seed.countryCode ?? "ES",
    primaryLocale: seed.primaryLocale ?? "en",
    plan: {
      publicDisplayName: seed.rate === "plus" ? "Shopify Plus" : "Basic",
      partnerDevelopment: true,
      shopifyPlus: seed.rate === "plus",
    },
    customerAccounts: seed.customerAccounts ?? "NEW_CUSTOMER_ACCOUNTS",
    checkoutProfile: { id: "1", pagesTakeExtensions: true, readable: true },
    status: "active",
    protectedDataApproved: seed.protectedDataApproved ?? true,
    rate: { ...RATES[seed.rate ?? "standard"] },
    createdAt: now,
    updatedAt: now,
    locations: new Map(),
    products: new Map(),
    variants: new Map(),
    publications: new Map(),
    items: new Map(),
    levels: new Map(),
    customers: new Map(),
    orders: new Map(),
    fulfillmentOrders: new Map(),
    fulfillments: new Map(),
    refunds: new Map(),
    transfers: new Map(),
    shipments: new Map(),
    bulkOperations: new Map(),
    metafieldDefinitions: new Map(),
    webhookSubscriptions: new Map(),
    flowTriggers: [],
    appSubscriptions: [],
    billingEvents: [],
    carrierServices: new Map(),
    metafields: new Map(),
    staff: new Map(),
    signedIn: "1",
    installation: null,
  };
  for (const name of seed.salesChannels ?? [ONLINE_STORE, "Shop", POINT_OF_SALE]) {
    const id = world.nextId("Other");
    shop.publications.set(id, { type: "Publication", id, name, autoPublish: true });
  }
  const locations = seed.locations.map((each) => addLocation(world, shop, each));
  for (const product of seed.products) addProduct(world, shop, product, locations);
  for (const customer of seed.customers ?? []) addCustomer(world, shop, customer);
  world.shops.set(domain, shop);
  return shop;
}

/** Adds a location at the end of the merchant's preference. */
export function addLocation(world: World, shop: Shop, seed: LocationSeed): Location {
  const now = world.clock.now();
  const id = world.nextId("Location");
  const location: Location = {
    type: "Location",
    id,
    name: seed.name,
    address: fullAddress(seed.address),
    isActive: seed.isActive ?? true,
    fulfillsOnlineOrders: seed.fulfillsOnlineOrders ?? true,
    shipsInventory: seed.shipsInventory ?? true,
    fulfillmentService:
      seed.fulfillmentService === undefined
        ? null
        : {
            type: "FulfillmentService",
            id: world.nextId("Other"),
            locationId: id,
            handle: seed.fulfillmentService.toLowerCase().replaceAll(" ", "-"),
            serviceName: seed.fulfillmentService,
            callbackUrl: null,
            inventoryManagement: false,
            trackingSupport: false,
          },
    localPickup: null,
    priority: shop.locations.size + 1,
    levelNumber: world.nextId("Other"),
    createdAt: now,
    updatedAt: now,
    deactivatedAt: seed.isActive === false ? now : null,
  };
  shop.locations.set(id, location);
  return location;
}

/** Adds a product with its variants and items; `stock` is per location, in the order given. */
export function addProduct(world: World, shop: Shop, seed: ProductSeed, locations: Location[]): Digits {
  const now = world.clock.now();
  const productId = world.nextId("Product");
  const variantIds: Digits[] = [];
  shop.products.set(productId, {
    type: "Product",
    id: productId,
    title: seed.title,
    handle: seed.title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, ""),
    vendor: seed.vendor ?? shop.name,
    productType: seed.productType ?? "",
    status: seed.status ?? "ACTIVE",
    tags: [...(seed.tags ?? [])],
    variantIds,
    publishedAt: new Map(
      [...shop.publications.values()]
        .filter(({ name, autoPublish }) => seed.publishedOn?.includes(name) ?? autoPublish)
        .map(({ id }) => [id, now]),
    ),
    createdAt: now,
    updatedAt: now,
  });
  for (const [position, variant] of seed.variants.entries()) {
    const id = world.nextId("ProductVariant");
    const itemId = world.nextId("InventoryItem");
    variantIds.push(id);
    shop.variants.set(id, {
      type: "ProductVariant",
      id,
      productId,
      itemId,
      title: variant.title ?? "Default Title",
      sku: variant.sku ?? null,
      barcode: variant.barcode ?? null,
      priceMinor: variant.priceMinor,
      position: position + 1,
      inventoryPolicy: variant.inventoryPolicy ?? "DENY",
      createdAt: now,
      updatedAt: now,
    });
    shop.items.set(itemId, {
      type: "InventoryItem",
      id: itemId,
      variantId: id,
      sku: variant.sku ?? null,
      tracked: variant.tracked ?? true,
      requiresShipping: variant.requiresShipping ?? true,
      grams: variant.grams ?? 0,
      unitCostMinor: variant.unitCostMinor ?? null,
      countryCodeOfOrigin: variant.countryCodeOfOrigin ?? null,
      harmonizedSystemCode: null,
      createdAt: now,
      updatedAt: now,
    });
    for (const [index, location] of locations.entries()) {
      const available = variant.stock[index];
      if (available == null) continue;
      const quantities: Record<StoredState, number> = {
        available,
        committed: 0,
        reserved: 0,
        damaged: 0,
        safety_stock: 0,
        quality_control: 0,
        incoming: 0,
      };
      shop.levels.set(levelKey(itemId, location.id), {
        type: "InventoryLevel",
        itemId,
        locationId: location.id,
        quantities,
        isActive: true,
        createdAt: now,
        updatedAt: now,
      });
    }
  }
  return productId;
}

/** Adds a customer. */
export function addCustomer(world: World, shop: Shop, seed: CustomerSeed): Customer {
  const now = world.clock.now();
  const customer: Customer = {
    type: "Customer",
    id: world.nextId("Customer"),
    firstName: seed.firstName,
    lastName: seed.lastName,
    email: seed.email ?? null,
    phone: seed.phone ?? null,
    locale: seed.locale ?? shop.primaryLocale,
    tags: [...(seed.tags ?? [])],
    numberOfOrders: 0,
    defaultAddress: seed.address === undefined ? null : fullAddress(seed.address),
    createdAt: now,
    updatedAt: now,
  };
  shop.customers.set(customer.id, customer);
  return customer;
}

/** The address with null for what is not given. */
export function fullAddress(address: Partial<Address> & { countryCode: string }): Address {
  return {
    firstName: null,
    lastName: null,
    company: null,
    address1: null,
    address2: null,
    city: null,
    province: null,
    provinceCode: null,
    zip: null,
    country: null,
    phone: null,
    latitude: null,
    longitude: null,
    ...address,
  };
}
