import type { LocationId, ProductId } from "../../../core/ids.ts";

/**
 * Everything rules may ask of one order, as plain JSON, so that it can be stored and asked again later. `null`: not known, which is never the
 * same as none: no tags are `[]`, no note is `false`, no shipping method is `""`. Moments are epoch milliseconds, amounts are minor units of
 * `currency`, weights grams, distances kilometres.
 */
export interface OrderFacts {
  /** When the rules are asked. */
  readonly at: number;
  /** IANA zone of the shop. */
  readonly timeZone: string;
  /** ISO 4217, of every amount here. */
  readonly currency: string;
  readonly order: {
    readonly total: number | null;
    readonly subtotal: number | null;
    readonly shippingPaid: number | null;
    readonly discount: number | null;
    readonly tags: readonly string[] | null;
    /** As Shopify names the channel (`sourceName`): web, pos, shopify_draft_order, or the id of an app. */
    readonly channel: string | null;
    /** Bought for a company. */
    readonly isB2B: boolean | null;
    /** Shopify's OrderDisplayFinancialStatus. */
    readonly paymentStatus: string | null;
    readonly paymentGateways: readonly string[] | null;
    /** Shopify's OrderRiskRecommendationResult. */
    readonly risk: string | null;
    readonly hasNote: boolean | null;
    readonly placedAt: number | null;
    readonly shippingTitle: string | null;
    readonly shippingCode: string | null;
    /** The last moment of the date that was promised to the shopper. */
    readonly promisedAt: number | null;
    /** It is in more than one fulfillment order already. */
    readonly isSplit: boolean | null;
    /** Custom attributes by name. */
    readonly attributes: Readonly<Record<string, string>> | null;
    readonly metafields: Metafields | null;
  };
  readonly customer: {
    /** Orders of this customer, this one included. */
    readonly orders: number | null;
    readonly tags: readonly string[] | null;
  };
  readonly destination: {
    /** ISO 3166-1 alpha-2. */
    readonly country: string | null;
    /** ISO 3166-2, the country included: "ES-M". Empty where a country has none. */
    readonly province: string | null;
    readonly postalCode: string | null;
  };
  /** Every line of the order that still has units. */
  readonly lines: readonly LineFacts[];
  /** The locations a routing may choose from; none when nothing is routed. */
  readonly locations: readonly LocationFacts[];
  /** Rules whose hold on this order was released: a rule holds an order once. */
  readonly releasedHolds: readonly string[];
}

/** Of what rules may ask, what may tell of a person; null is not known. */
export interface PersonalFacts {
  readonly postalCode: OrderFacts["destination"]["postalCode"];
  readonly attributes: OrderFacts["order"]["attributes"];
  readonly metafields: Metafields | null;
  /** Of the products, by the line. */
  readonly lineMetafields: Readonly<Record<string, Metafields>> | null;
}
export const NOTHING_PERSONAL: PersonalFacts = {
  postalCode: null,
  attributes: null,
  metafields: null,
  lineMetafields: null,
};

/** By "namespace.key". One that was read and is not there is an empty text; one that was not read is left out, and not known. */
export type Metafields = Readonly<Record<string, string | number | boolean>>;

export interface LineFacts {
  readonly sku: string | null;
  /** Empty for a custom line. */
  readonly product: ProductId | "" | null;
  readonly productType: string | null;
  readonly vendor: string | null;
  /** Of the product. */
  readonly tags: readonly string[] | null;
  readonly quantity: number;
  readonly unitPrice: number | null;
  /** Of one unit. */
  readonly weight: number | null;
  readonly requiresShipping: boolean | null;
  readonly isGiftCard: boolean | null;
  /** Name of the selling plan (subscription, pre-order); empty when there is none. */
  readonly sellingPlan: string | null;
  /** Sellable units at all candidate locations together. */
  readonly stock: number | null;
  /** Sellable units where Shopify assigned it. */
  readonly stockAssigned: number | null;
  /** Of the product. */
  readonly metafields: Metafields | null;
}

/** How a location works, as the merchant sees it. */
export const LOCATION_KINDS = ["store", "warehouse", "service"] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];

/** Whether and how soon a location delivers to an address itself; `none`: it does not. */
export const LOCATION_DELIVERS = ["local", "sameDay", "nextDay", "none"] as const;
export type LocationDelivers = (typeof LOCATION_DELIVERS)[number];

export interface LocationFacts {
  readonly id: LocationId;
  readonly kind: LocationKind | null;
  /** The merchant's own labels for locations. */
  readonly tags: readonly string[] | null;
  readonly country: string | null;
  /** ISO 3166-2: "ES-M". */
  readonly province: string | null;
  /** IANA zone; null: the shop's. */
  readonly timeZone: string | null;
  /** To the destination. */
  readonly distance: number | null;
  /** Percent of the units to ship that are sellable here. */
  readonly share: number | null;
  /** The fewest units that any of the products to ship would have left here afterwards; never below 0. */
  readonly unitsLeft: number | null;
  readonly isOpen: boolean | null;
  /** Minutes until the next pickup's cut-off. */
  readonly minutesToCutOff: number | null;
  /** What today's capacity still takes. */
  readonly ordersLeft: number | null;
  readonly unitsCapacityLeft: number | null;
  readonly handlingHours: number | null;
  /** By the areas of its settings, to the destination. */
  readonly delivers: LocationDelivers | null;
  /** Shopify assigned the order here. */
  readonly isAssigned: boolean;
  /** 0 to 100: how well it ships what it was given. */
  readonly reliability: number | null;
}
