/** What the stand-in carrier "Tramo" speaks over HTTP, and the limits it enforces. See README.md in this folder. */
import { z } from "zod";

/** The carrier's name as it stands on labels and in Shopify's tracking company field. */
export const CARRIER_NAME = "Tramo";

/** Express: 1–2 working days. Standard: 2–5 working days. Longer across a border. */
export const SERVICES = ["express", "standard"] as const;
export type Service = (typeof SERVICES)[number];

/** Most tracking numbers in one request. */
export const MOST_NUMBERS = 50;

const text = z.string().trim().min(1).max(200);
const party = z.object({
  name: text,
  company: z.string().max(200).optional(),
  address1: text,
  address2: z.string().max(200).optional(),
  city: text,
  zip: z.string().max(20).optional(),
  countryCode: z.string().regex(/^[A-Z]{2}$/),
  email: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
});

/** Body of `POST /carrier/shipments`. `reference` is the idempotency key: the same one always names the same shipment. */
export const newShipment = z.strictObject({
  reference: z.string().min(1).max(100),
  service: z.enum(SERVICES),
  sender: party,
  recipient: party,
  weightGrams: z.number().int().min(1).max(31_500),
});
export type NewShipment = z.infer<typeof newShipment>;

/** Body of `POST /carrier/rates`: a shipment of which neither reference nor service is known. */
export const rateQuestion = newShipment.omit({ reference: true, service: true });
export type RateQuestion = z.infer<typeof rateQuestion>;

/** Body of `POST /carrier/addresses/check`. */
export const addressQuestion = z.strictObject({ address: party });

/** Body of `POST /carrier/manifests`: shipments that are handed over together. */
export const manifestQuestion = z.strictObject({ shipments: z.array(z.string().min(1)).min(1).max(1_000) });

export interface RateAnswer {
  service: Service;
  /** What `POST /carrier/shipments` will charge. */
  priceMinor: number;
  currency: "EUR";
  workingDays: { from: number; to: number };
  expectedAt: string;
  /** Of the price: islands and enclaves. */
  remoteAreaMinor: number;
  dutiesPaid: boolean;
}

export type AddressAnswer =
  | { result: "deliverable" }
  | { result: "corrected"; zip: string }
  | { result: "undeliverable"; problems: { at: string; problem: string }[] };

/** Answer of `POST /carrier/shipments` and `GET /carrier/shipments?reference=`. Times are ISO 8601 in UTC. */
export interface ShipmentAnswer {
  id: string;
  reference: string;
  service: Service;
  trackingNumber: string;
  trackingUrl: string;
  /** A PDF of one page, 100 × 150 mm, base64. */
  labelPdf: string;
  /** Price in cents of `currency`. */
  priceMinor: number;
  currency: "EUR";
  /** By when the carrier expects to have delivered, as quoted when the label was made. */
  expectedAt: string;
  createdAt: string;
  voidedAt: string | null;
}

export interface Place {
  city: string;
  countryCode: string;
}

export interface ScanAnswer {
  code: string;
  at: string;
  place: Place | null;
  /** The carrier's own words; null for a code it does not document. */
  text: string | null;
}

/** One entry of `GET /carrier/tracking?numbers=`; scans oldest first. `expectedAt` moves when the carrier knows of a delay. */
export type TrackingAnswer =
  | { trackingNumber: string; found: true; service: Service; expectedAt: string; scans: ScanAnswer[] }
  | { trackingNumber: string; found: false };

const share = z.number().min(0).max(1);

/** Shares are of parcels (of requests for the last two), 0–1. They decide over shipments made after they were set. */
export const knobs = z.strictObject({
  /** Parcels held up for 1–3 working days, with a scan that says so. */
  delayed: share,
  /** Parcels that vanish after their first hub; declared lost 14 days later. */
  lost: share,
  /** Parcels that are delivered on time but never scanned between label and delivery. */
  silent: share,
  /** Parcels that break at the last depot and go back to the sender. */
  damaged: share,
  /** Parcels whose first delivery attempt finds nobody. */
  attempted: share,
  /** Parcels with one scan whose code is in no documentation. */
  undocumented: share,
  /** Requests answered 503 with nothing done. */
  unavailable: share,
  /** Requests carried out whose connection breaks before the answer. */
  answersLost: share,
});
export type Knobs = z.infer<typeof knobs>;

/** A good day: nothing goes wrong but what always does. */
export const DEFAULT_KNOBS: Knobs = {
  delayed: 0,
  lost: 0,
  silent: 0,
  damaged: 0,
  attempted: 0.06,
  undocumented: 0.03,
  unavailable: 0,
  answersLost: 0,
};
