import { z } from "zod";
import { parseMoney } from "../../../core/money.ts";
import { checkedAddress } from "../broker/known-address.ts";
import { courierName } from "../broker/courier-name.ts";
import { plainCode } from "../broker/fault.ts";
import type {
  AddressOutcome,
  CarrierAddress,
  CarrierFacts,
  Label,
  Rate,
  RateRequest,
  Tracking,
} from "../domain/carrier.ts";
import { easypost } from "../tracking/easypost.ts";

/** EasyPost: labels and tracking of many couriers with one account. Couriers follow their parcels in Shopify, so no events are written. */
export const EASYPOST_FACTS: CarrierFacts = {
  code: "easypost",
  name: "EasyPost",
  trackedByShopify: true,
  can: { rates: true, buy: true, void: true, track: true, manifest: true, addressCheck: true },
  services: [],
  mostNumbers: 50,
};

/** `webhookSecret`: what EasyPost signs its webhooks with; without it none is taken. */
export const credentialsSchema = z.strictObject({
  apiKey: z.string().trim().min(1).max(200),
  webhookSecret: z.string().trim().max(200).optional(),
});
export type EasyPostCredentials = z.infer<typeof credentialsSchema>;

const GRAMS_PER_OUNCE = 28.349_523_125;
const MM_PER_INCH = 25.4;

/** A parcel in EasyPost's words: ounces and inches, to a tenth, never lighter or smaller than it is. */
export function shipmentBody({ sender, recipient, grams, millimetres }: RateRequest, reference?: string) {
  const tenths = (value: number) => Math.ceil(value * 10) / 10;
  return {
    ...(reference === undefined ? {} : { reference }),
    from_address: party(sender),
    to_address: party(recipient),
    parcel: {
      weight: tenths(grams / GRAMS_PER_OUNCE),
      ...(millimetres && {
        length: tenths(millimetres.length / MM_PER_INCH),
        width: tenths(millimetres.width / MM_PER_INCH),
        height: tenths(millimetres.height / MM_PER_INCH),
      }),
    },
    options: { label_format: "PDF", label_size: "4x6" },
  };
}

export function party(address: CarrierAddress): Record<string, string> {
  const told = {
    name: address.name,
    company: address.company,
    street1: address.address1,
    street2: address.address2,
    city: address.city,
    zip: address.zip,
    country: address.countryCode,
    phone: address.phone,
    email: address.email,
  };
  return Object.fromEntries(Object.entries(told).filter((entry): entry is [string, string] => !!entry[1]));
}

const rateSchema = z.object({
  id: z.string().min(1),
  carrier: z.string().min(1),
  service: z.string().min(1),
  rate: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  delivery_days: z.int().min(0).nullish(),
  est_delivery_days: z.int().min(0).nullish(),
  delivery_date: z.iso.datetime({ offset: true }).nullish(),
});
type EasyPostRate = z.infer<typeof rateSchema>;

const shipmentSchema = z.object({
  id: z.string().min(1),
  rates: z.array(rateSchema).default([]),
  selected_rate: rateSchema.nullish(),
  postage_label: z.object({ label_url: z.string(), label_pdf_url: z.string().nullish() }).nullish(),
  tracking_code: z.string().nullish(),
  tracker: z.object({ public_url: z.string().nullish(), est_delivery_date: z.string().nullish() }).nullish(),
  refund_status: z.string().nullish(),
  scan_form: z
    .object({ id: z.string(), form_url: z.string().nullish(), tracking_codes: z.array(z.string()).nullish() })
    .nullish(),
});
export type EasyPostShipment = z.infer<typeof shipmentSchema>;

/** Throws ZodError when the answer has another shape. */
export const readShipment = (answer: unknown): EasyPostShipment => shipmentSchema.parse(answer);

/** A service is a courier's: the same word may name others at another. */
export const serviceOf = ({ carrier, service }: EasyPostRate): string => `${carrier}/${service}`;

/** Cheapest first. EasyPost tells neither surcharges nor whether duties are paid. */
export function ratesOf({ rates }: EasyPostShipment): readonly Rate[] {
  return rates
    .map((rate): Rate => {
      const { minor, currency } = parseMoney(rate.rate, rate.currency);
      const days = rate.delivery_days ?? rate.est_delivery_days ?? null;
      return {
        service: serviceOf(rate),
        name: `${courierName(rate.carrier)} ${rate.service}`,
        costMinor: minor,
        currency,
        transit: rate.delivery_date
          ? { kind: "date", at: new Date(rate.delivery_date) }
          : days === null
            ? null
            : { kind: "days", from: days, to: days },
        remoteAreaMinor: 0,
        dutiesPaid: null,
      };
    })
    .sort((one, other) => one.costMinor - other.costMinor);
}

/** All of a label but its bytes, and where they are; undefined when none was bought, or it was given back. */
export function boughtOf(
  shipment: EasyPostShipment,
): { readonly label: Omit<Label, "bytes" | "contentType">; readonly url: string } | undefined {
  const { postage_label: label, selected_rate: rate, tracking_code: trackingNumber } = shipment;
  if (!label || !rate || !trackingNumber || isRefunded(shipment)) return undefined;
  const { minor, currency } = parseMoney(rate.rate, rate.currency);
  return {
    label: {
      carrierRef: shipment.id,
      trackingNumber,
      trackingUrl: shipment.tracker?.public_url ?? null,
      courier: courierName(rate.carrier),
      costMinor: minor,
      currency,
      expectedAt: rate.delivery_date ? new Date(rate.delivery_date) : null,
    },
    url: label.label_pdf_url ?? label.label_url,
  };
}

/** The money is asked back, or is back. */
export const isRefunded = ({ refund_status: status }: EasyPostShipment): boolean =>
  status === "submitted" || status === "refunded";

const trackersSchema = z.object({
  trackers: z.array(z.looseObject({ tracking_code: z.string(), created_at: z.string().nullish() })),
});

/** One entry for each number asked about. A number that was used before has several trackers; the one made last is the parcel's. */
export function readTrackers(answer: unknown, numbers: readonly string[]): readonly Tracking[] {
  const { trackers } = trackersSchema.parse(answer);
  return numbers.map((trackingNumber): Tracking => {
    const made = (tracker: { readonly created_at?: string | null | undefined }) => tracker.created_at ?? "";
    const [tracker] = trackers
      .filter(({ tracking_code: code }) => code === trackingNumber)
      .sort((one, other) => made(other).localeCompare(made(one)));
    const [told] = tracker ? easypost.read(tracker, { trackingNumber, zone: "UTC" }) : [];
    if (!told?.found) return { found: false, trackingNumber };
    const scans = told.scans.map(({ code, stage, place, occurredAt }) => ({ code, stage, place, occurredAt }));
    return { found: true, trackingNumber, expectedAt: told.expectedAt, scans };
  });
}

const addressSchema = z.object({
  street1: z.string().nullish(),
  street2: z.string().nullish(),
  city: z.string().nullish(),
  zip: z.string().nullish(),
  verifications: z.object({
    delivery: z.object({
      success: z.boolean(),
      errors: z.array(z.object({ code: z.string().nullish(), field: z.string().nullish() })).default([]),
    }),
  }),
});

export function readAddress(answer: unknown, asked: CarrierAddress): AddressOutcome {
  const { verifications, ...told } = addressSchema.parse(answer);
  const { success, errors } = verifications.delivery;
  if (!success) return { status: "undeliverable", codes: errors.map(({ code }) => plainCode(code)) };
  return checkedAddress(asked, {
    address1: told.street1 ?? "",
    address2: told.street2 ?? null,
    city: told.city ?? "",
    zip: told.zip ?? null,
  });
}

/** Why EasyPost said no: its code, and the fields it names. */
export function readRefusal(error: { readonly code?: unknown; readonly errors?: unknown }): readonly string[] {
  const fields = z.array(z.object({ field: z.string() }).loose()).safeParse(error.errors);
  const named = fields.success ? fields.data.map(({ field }) => plainCode(field)) : [];
  const code = plainCode(error.code);
  return named.length === 0 ? [code] : named.map((field) => `${code}:${field}`);
}
