/**
 * What a scan says about a parcel, in our words. `unknown` is a code no table has a row for: it stays unknown and is
 * counted, because "in transit" for something nobody can read is a guess that shoppers are then shown.
 */
export const SCAN_STAGES = [
  "labelled",
  "handed_over",
  "in_transit",
  "out_for_delivery",
  "attempted",
  "ready_for_pickup",
  "delayed",
  "exception",
  "returned",
  "lost",
  "delivered",
  "void",
  "unknown",
] as const;
export type ScanStage = (typeof SCAN_STAGES)[number];

/** What a carrier may be able to do. The admin offers only what is declared. */
export type CarrierAbility = "rates" | "buy" | "void" | "track";

export interface CarrierService {
  readonly code: string;
  /** Words of a shipping method's name that ask for this service, lower case, in the languages we speak. */
  readonly words: readonly string[];
  /** Working days on the way, when nobody knows better: the carrier's own promise for its domestic network. */
  readonly workingDays: { readonly from: number; readonly to: number };
}

export interface CarrierAddress {
  readonly name: string;
  readonly company: string | null;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string;
  readonly zip: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface LabelRequest {
  /** The same reference always names the same shipment: how a lost answer is found. */
  readonly reference: string;
  readonly service: string;
  readonly sender: CarrierAddress;
  readonly recipient: CarrierAddress;
  readonly grams: number;
}

export interface Label {
  /** The carrier's own number of the shipment. */
  readonly carrierRef: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string | null;
  readonly costMinor: number;
  readonly currency: string;
  readonly expectedAt: Date | null;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export type BuyOutcome =
  | { readonly status: "bought"; readonly label: Label }
  /** The carrier will not take this shipment. `codes` are its field names and reasons, never its words. */
  | { readonly status: "refused"; readonly codes: readonly string[] };

export type VoidOutcome =
  { readonly status: "voided" } | { readonly status: "refused"; readonly codes: readonly string[] };

export interface CarrierScan {
  /** As it came. */
  readonly code: string;
  readonly stage: ScanStage;
  readonly place: string | null;
  readonly occurredAt: Date;
}

export type Tracking =
  | {
      readonly found: true;
      readonly trackingNumber: string;
      readonly expectedAt: Date | null;
      readonly scans: readonly CarrierScan[];
    }
  | { readonly found: false; readonly trackingNumber: string };

/** What is true of a carrier whoever the merchant is. */
export interface CarrierFacts {
  /** Stored with accounts and parcels; never changes. */
  readonly code: string;
  /** As it stands on labels, and in the tracking company of Shopify. */
  readonly name: string;
  /**
   * Shopify follows this carrier's parcels itself (its list of integrated carriers). Then its page is neither silent nor
   * wrong, and we write no events: each costs 11 points of the shop's budget and may set off a second mail.
   */
  readonly trackedByShopify: boolean;
  readonly can: Readonly<Record<CarrierAbility, boolean>>;
  /** The first is the one for orders whose shipping method names none. */
  readonly services: readonly [CarrierService, ...CarrierService[]];
  /** Most tracking numbers in one question. */
  readonly mostNumbers: number;
}

/**
 * A carrier, bound to one merchant's account. Faults: Retryable (`mayHaveHappened` when the answer was lost), Terminal
 * (credentials refused), Bug (an answer we cannot read). A method for an ability that `can` denies refuses with the code
 * `unsupported`.
 */
export interface Carrier extends CarrierFacts {
  buy(request: LabelRequest): Promise<BuyOutcome>;
  /** The shipment with that reference, or undefined: did a lost request arrive? */
  find(reference: string): Promise<Label | undefined>;
  /** Gives the label back. Doing it twice is doing it once. */
  void(carrierRef: string): Promise<VoidOutcome>;
  /** One answer per number, in any order; at most `mostNumbers`. */
  track(trackingNumbers: readonly string[]): Promise<readonly Tracking[]>;
}
