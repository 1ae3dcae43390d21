import { z } from "zod";
import { parseMoney } from "../../../core/money.ts";
import { courierName } from "../broker/courier-name.ts";
import { plainCode } from "../broker/fault.ts";
import { checkedAddress } from "../broker/known-address.ts";
import type {
  AddressOutcome,
  CarrierAddress,
  CarrierFacts,
  Label,
  Rate,
  RateRequest,
  Tracking,
} from "../domain/carrier.ts";
import { detectCarriers } from "../domain/numbers/detect-carriers.ts";
import { toldScan } from "../tracking/told-scan.ts";
import { SHIPPO_CODES } from "./codes.ts";

/** Shippo: labels and tracking of many couriers with one account. Couriers follow their parcels in Shopify, so no events are written. */
export const SHIPPO_FACTS: CarrierFacts = {
  code: "shippo",
  name: "Shippo",
  trackedByShopify: true,
  can: { rates: true, buy: true, void: true, track: true, manifest: true, addressCheck: true },
  services: [],
  // It answers about one at a time.
  mostNumbers: 10,
};

/** `webhookSecret`: what Shippo signs its webhooks with, once it was agreed with them; without it none is taken. */
export const credentialsSchema = z.strictObject({
  apiToken: z.string().trim().min(1).max(200),
  webhookSecret: z.string().trim().max(200).optional(),
});
export type ShippoCredentials = z.infer<typeof credentialsSchema>;

/** What Shippo calls couriers whose numbers we can read. */
const TOKENS: ReadonlyMap<string, string> = new Map([
  ["canada_post", "canada_post"],
  ["dhl", "dhl_express"],
  ["dpd", "dpd_uk"],
  ["fedex", "fedex"],
  ["lasership", "lasership"],
  ["ontrac", "ontrac"],
  ["purolator", "purolator"],
  ["ups", "ups"],
  ["usps", "usps"],
]);
/** Posts of countries, by an S10 number's end. */
const POSTS: ReadonlyMap<string, string> = new Map([
  ["CA", "canada_post"],
  ["DE", "deutsche_post"],
  ["ES", "correos_espana"],
  ["FR", "colissimo"],
  ["GB", "royal_mail"],
  ["US", "usps"],
]);
/** Numbers that Shippo invents for tests. */
const MOCK = /^SHIPPO_[A-Z_]+$/;

/** Whom to ask Shippo about a number, the likeliest first, at most three: it wants the courier named. */
export function courierTokens(trackingNumber: string): readonly string[] {
  if (MOCK.test(trackingNumber)) return ["shippo"];
  const tokens = detectCarriers(trackingNumber).flatMap(({ courier, country }) => {
    const token = courier === "s10" ? POSTS.get(country ?? "") : TOKENS.get(courier);
    return token === undefined ? [] : [token];
  });
  return [...new Set(tokens)].slice(0, 3);
}

const INCH_MM = 25.4;
/** Shippo wants a size; the smallest box is what a courier takes for one that is not told. */
const SMALLEST_MM = { length: 10 * INCH_MM, width: 7 * INCH_MM, height: 3 * INCH_MM };

/** A parcel in Shippo's words. `reference` becomes its metadata. */
export function shipmentBody({ sender, recipient, grams, millimetres = SMALLEST_MM }: RateRequest, reference?: string) {
  const centimetres = (value: number) => String(Math.ceil(value) / 10);
  return {
    ...(reference === undefined ? {} : { metadata: reference }),
    addressFrom: party(sender),
    addressTo: party(recipient),
    parcels: [
      {
        massUnit: "g" as const,
        weight: String(Math.ceil(grams)),
        distanceUnit: "cm" as const,
        length: centimetres(millimetres.length),
        width: centimetres(millimetres.width),
        height: centimetres(millimetres.height),
      },
    ],
    async: false,
  };
}

export function party(address: CarrierAddress): { country: string } & Record<string, string> {
  const told = {
    name: address.name,
    company: address.company,
    street1: address.address1,
    street2: address.address2,
    city: address.city,
    zip: address.zip,
    phone: address.phone,
    email: address.email,
  };
  return {
    ...Object.fromEntries(Object.entries(told).filter((entry): entry is [string, string] => !!entry[1])),
    country: address.countryCode,
  };
}

/** A rate as the client gives it. */
export interface ShippoRate {
  readonly objectId: string;
  readonly amount: string;
  readonly currency: string;
  readonly provider: string;
  readonly servicelevel: { readonly name?: string | undefined; readonly token?: string | undefined };
  readonly estimatedDays?: number | undefined;
}

/** Service levels have a name of their own in all of Shippo: "usps_priority". */
export const serviceOf = ({ servicelevel, objectId }: ShippoRate): string => servicelevel.token ?? objectId;

/** Cheapest first. */
export function ratesOf(rates: readonly ShippoRate[]): readonly Rate[] {
  return rates
    .map((rate): Rate => {
      const { minor, currency } = parseMoney(rate.amount, rate.currency);
      const days = rate.estimatedDays;
      return {
        service: serviceOf(rate),
        name: [courierName(rate.provider), rate.servicelevel.name].filter(Boolean).join(" "),
        costMinor: minor,
        currency,
        transit: days === undefined ? null : { kind: "days", from: days, to: days },
        remoteAreaMinor: 0,
        dutiesPaid: null,
      };
    })
    .sort((one, other) => one.costMinor - other.costMinor);
}

/** A transaction as the client gives it. */
export interface ShippoTransaction {
  readonly objectId?: string | undefined;
  readonly status?: string | undefined;
  readonly metadata?: string | undefined;
  readonly trackingNumber?: string | undefined;
  readonly trackingUrlProvider?: string | undefined;
  readonly labelUrl?: string | undefined;
  readonly eta?: string | undefined;
  readonly messages?: readonly { readonly code?: string | undefined }[] | undefined;
}

/** All of a label but its bytes, and where they are; undefined when it is none, or not yet. */
export function boughtOf(
  transaction: ShippoTransaction,
  rate: Pick<ShippoRate, "amount" | "currency" | "provider">,
): { readonly label: Omit<Label, "bytes" | "contentType">; readonly url: string } | undefined {
  const { status, objectId, trackingNumber, trackingUrlProvider, labelUrl, eta } = transaction;
  if (status !== "SUCCESS" || !objectId || !trackingNumber || !labelUrl) return undefined;
  const { minor, currency } = parseMoney(rate.amount, rate.currency);
  const expectedAt = eta ? new Date(eta) : null;
  return {
    label: {
      carrierRef: objectId,
      trackingNumber,
      trackingUrl: trackingUrlProvider || null,
      courier: courierName(rate.provider),
      costMinor: minor,
      currency,
      expectedAt: expectedAt && !Number.isNaN(expectedAt.getTime()) ? expectedAt : null,
    },
    url: labelUrl,
  };
}

/** Why Shippo said no: the codes of its messages. */
export function readRefusal(
  messages: readonly { readonly code?: string | undefined }[] | undefined,
): readonly string[] {
  const codes = (messages ?? []).map(({ code }) => plainCode(code));
  return codes.length === 0 ? ["refused"] : [...new Set(codes)];
}

/** A refusal told by status: the fields that its body names, never its sentences. */
export function readErrorBody(body: string): readonly string[] {
  try {
    const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(body));
    const named = Object.keys(fields).map((field) => `invalid:${plainCode(field)}`);
    return named.length === 0 ? ["refused"] : named;
  } catch {
    return ["unreadable_refusal"];
  }
}

/** A track as the client gives it. */
export interface ShippoTrack {
  readonly eta?: Date | undefined;
  readonly trackingHistory: readonly {
    readonly status: string;
    readonly substatus?: { readonly code: string } | undefined;
    readonly statusDate?: Date | undefined;
    readonly location?:
      | {
          readonly city?: string | undefined;
          readonly state?: string | undefined;
          readonly country?: string | undefined;
        }
      | undefined;
  }[];
}

/** Scans with our reading; those without a time are left out, as nobody could put them in order. */
export function readTrack(track: ShippoTrack, trackingNumber: string): Tracking {
  const scans = track.trackingHistory.flatMap(({ status, substatus, statusDate, location }) => {
    if (!statusDate) return [];
    const { code, stage, place, occurredAt } = toldScan(SHIPPO_CODES, "UTC", {
      code: substatus ? `${status}/${substatus.code}` : status,
      at: statusDate.toISOString(),
      place: [location?.city, location?.state, location?.country],
      text: null,
    });
    return [{ code, stage, place, occurredAt }];
  });
  return { found: true, trackingNumber, expectedAt: track.eta ?? null, scans };
}

/** An address as the client gives it back. */
export interface ShippoAddress {
  readonly street1?: string | undefined;
  readonly street2?: string | undefined;
  readonly city?: string | undefined;
  readonly zip?: string | undefined;
  readonly validationResults?:
    | {
        readonly isValid?: boolean | undefined;
        readonly messages?: readonly { readonly code?: string | undefined }[] | undefined;
      }
    | undefined;
}

export function readAddress(told: ShippoAddress, asked: CarrierAddress): AddressOutcome {
  if (told.validationResults?.isValid !== true)
    return { status: "undeliverable", codes: readRefusal(told.validationResults?.messages) };
  const { street1 = "", street2 = null, city = "", zip = null } = told;
  return checkedAddress(asked, { address1: street1, address2: street2, city, zip });
}
