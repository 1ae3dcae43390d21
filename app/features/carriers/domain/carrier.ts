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
export const CARRIER_ABILITIES = ["rates", "buy", "void", "track", "manifest", "addressCheck"] as const;
export type CarrierAbility = (typeof CARRIER_ABILITIES)[number];

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

/** A parcel as a carrier prices it. */
export interface RateRequest {
  readonly sender: CarrierAddress;
  readonly recipient: CarrierAddress;
  readonly grams: number;
  /** Outer size in millimetres; undefined: the carrier's own guess, or a parcel of its smallest class. */
  readonly millimetres?: { readonly length: number; readonly width: number; readonly height: number };
}

/** What one service would cost, and when it would arrive. */
export interface Rate {
  /** The carrier's code of the service: what `buy` is given. */
  readonly service: string;
  /** As people call it: "UPS Ground". */
  readonly name: string;
  /** All of it, surcharges included. */
  readonly costMinor: number;
  readonly currency: string;
  /** Working days on the way, or the day it arrives; null: the carrier does not say. */
  readonly transit:
    | { readonly kind: "days"; readonly from: number; readonly to: number }
    | { readonly kind: "date"; readonly at: Date }
    | null;
  /** How much of the cost is a surcharge for a remote place; 0: none, or the carrier does not name it. */
  readonly remoteAreaMinor: number;
  /** Duties and import taxes are paid by the sender (DDP); null: the carrier does not say. */
  readonly dutiesPaid: boolean | null;
}

export type RatesOutcome = { readonly status: "quoted"; readonly rates: readonly Rate[] } | Refusal;

export interface LabelRequest extends RateRequest {
  /** The same reference always names the same shipment: how a lost answer is found. */
  readonly reference: string;
  readonly service: string;
  /** Shopify's number of the fulfillment order: what Shopify Shipping buys a label of. */
  readonly fulfillmentOrderId: string;
}

export interface Label {
  /** The carrier's own number of the shipment. */
  readonly carrierRef: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string | null;
  /** Who carries it, by Shopify's name, where the account is one with a broker of several; null: the carrier itself. */
  readonly courier: string | null;
  /** Null, as its currency: the carrier says it only afterwards. */
  readonly costMinor: number | null;
  readonly currency: string | null;
  readonly expectedAt: Date | null;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The carrier will not do it. `codes` are its field names and reasons, never its words; `unsupported`: it never does. */
export interface Refusal {
  readonly status: "refused";
  readonly codes: readonly string[];
}

export type BuyOutcome = { readonly status: "bought"; readonly label: Label } | Refusal;

export type VoidOutcome = { readonly status: "voided" } | Refusal;

/** The sheet that the driver signs: what is on it is handed over. */
export interface Manifest {
  readonly carrierRef: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export type ManifestOutcome = { readonly status: "made"; readonly manifest: Manifest } | Refusal;

export type AddressOutcome =
  | { readonly status: "deliverable" }
  /** It would be found, but the carrier writes it so. */
  | { readonly status: "corrected"; readonly address: CarrierAddress }
  /** `codes`: fields and reasons, never its sentences. */
  | { readonly status: "undeliverable"; readonly codes: readonly string[] }
  | Refusal;

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
  /** Its labels come with their fulfilment in Shopify; nothing is left to be told there. */
  readonly fulfils?: true;
  /** A lost answer to a purchase cannot be looked up: a person is asked, and it is never tried again by itself. */
  readonly neverAgain?: true;
  readonly can: Readonly<Record<CarrierAbility, boolean>>;
  /** The first is the one for orders whose shipping method names none. None: its rates say which there are. */
  readonly services: readonly CarrierService[];
  /** Most tracking numbers in one question. */
  readonly mostNumbers: number;
}

/**
 * A carrier, bound to one merchant's account. Faults: Retryable (`mayHaveHappened` when the answer was lost), Terminal
 * (credentials refused), Bug (an answer we cannot read). A method for an ability that `can` denies refuses with the code
 * `unsupported` (domain/unsupported.ts).
 */
export interface Carrier extends CarrierFacts {
  /** Does the account work? Asks something that costs nothing and changes nothing. Terminal `carrier_credentials` when not. */
  test(): Promise<void>;
  /** Every service for this parcel, cheapest first. */
  rates(request: RateRequest): Promise<RatesOutcome>;
  buy(request: LabelRequest): Promise<BuyOutcome>;
  /** The shipment with that reference, or undefined: did a lost request arrive? Throws Rejected `unsupported` when it cannot be asked. */
  find(reference: string): Promise<Label | undefined>;
  /** Gives the label back. Doing it twice is doing it once. */
  void(carrierRef: string): Promise<VoidOutcome>;
  /** One answer per number, in any order; at most `mostNumbers`. Rejected `unsupported` when it does not track. */
  track(trackingNumbers: readonly string[]): Promise<readonly Tracking[]>;
  /** One sheet for these shipments of one sender. The same ones again give the same sheet. */
  manifest(carrierRefs: readonly string[]): Promise<ManifestOutcome>;
  checkAddress(address: CarrierAddress): Promise<AddressOutcome>;
}
