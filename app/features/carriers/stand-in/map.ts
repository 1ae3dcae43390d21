import { z } from "zod";
import type {
  AddressOutcome,
  CarrierAddress,
  CarrierFacts,
  Label,
  LabelRequest,
  Manifest,
  Rate,
  RateRequest,
  Tracking,
} from "../domain/carrier.ts";
import { stageOfCode } from "./codes.ts";

/** The carrier of the dev shop: two services, and everything a carrier may be able to do. */
export const STAND_IN_FACTS: CarrierFacts = {
  code: "stand-in",
  name: "Tramo",
  trackedByShopify: false,
  can: { rates: true, buy: true, void: true, track: true, manifest: true, addressCheck: true },
  services: [
    { code: "standard", words: ["standard", "estándar", "economy", "económico"], workingDays: { from: 2, to: 5 } },
    { code: "express", words: ["express", "exprés", "urgent", "urgente"], workingDays: { from: 1, to: 2 } },
  ],
  mostNumbers: 50,
};

/** What a merchant types in: the key of their account. */
export const credentialsSchema = z.strictObject({ apiKey: z.string().trim().min(1).max(200) });
export type StandInCredentials = z.infer<typeof credentialsSchema>;

const shipmentSchema = z.object({
  id: z.string().min(1),
  trackingNumber: z.string().min(1),
  trackingUrl: z.url().nullable(),
  labelPdf: z.base64(),
  priceMinor: z.int().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/),
  expectedAt: z.iso.datetime().nullable(),
  voidedAt: z.iso.datetime().nullable(),
});

const scanSchema = z.object({
  code: z.string().min(1),
  at: z.iso.datetime(),
  place: z.object({ city: z.string(), countryCode: z.string() }).nullable(),
});

const trackingSchema = z.object({
  shipments: z.array(
    z.discriminatedUnion("found", [
      z.object({
        found: z.literal(true),
        trackingNumber: z.string(),
        expectedAt: z.iso.datetime(),
        scans: z.array(scanSchema),
      }),
      z.object({ found: z.literal(false), trackingNumber: z.string() }),
    ]),
  ),
});

const refusalSchema = z.object({
  error: z.string().regex(/^[a-z_]{1,60}$/),
  problems: z.array(z.object({ at: z.string() })).optional(),
});

/** Our request in the carrier's words. */
export function shipmentBody(request: LabelRequest): Record<string, unknown> {
  return {
    reference: request.reference,
    service: request.service,
    ...rateBody(request),
  };
}

/** A parcel in the carrier's words. */
export function rateBody(request: RateRequest): Record<string, unknown> {
  return {
    sender: party(request.sender),
    recipient: party(request.recipient),
    weightGrams: request.grams,
  };
}

/** The carrier takes no empty or missing texts: what we do not know is left out. */
export function party(address: CarrierAddress): Record<string, string> {
  const { name, company, address1, address2, city, zip, countryCode, phone, email } = address;
  const given = { name, company, address1, address2, city, zip, countryCode, phone, email };
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === null || value === "" ? [] : [[key, value]])),
  );
}

/** The carrier's answer about one shipment; undefined when it was voided, which is as good as never made. Throws ZodError. */
export function readShipment(answer: unknown): Label | undefined {
  const shipment = shipmentSchema.parse(answer);
  if (shipment.voidedAt !== null) return undefined;
  return {
    carrierRef: shipment.id,
    trackingNumber: shipment.trackingNumber,
    trackingUrl: shipment.trackingUrl,
    courier: null,
    costMinor: shipment.priceMinor,
    currency: shipment.currency,
    expectedAt: shipment.expectedAt === null ? null : new Date(shipment.expectedAt),
    contentType: "application/pdf",
    bytes: bytesOf(shipment.labelPdf),
  };
}

/** Scans with our reading of their codes. Throws ZodError when the answer has another shape. */
export function readTracking(answer: unknown): readonly Tracking[] {
  return trackingSchema.parse(answer).shipments.map((shipment) => {
    const { trackingNumber } = shipment;
    if (!shipment.found) return { found: false, trackingNumber };
    return {
      found: true,
      trackingNumber,
      expectedAt: new Date(shipment.expectedAt),
      scans: shipment.scans.map(({ code, at, place }) => ({
        code,
        stage: stageOfCode(code),
        place: place && `${place.city}, ${place.countryCode}`,
        occurredAt: new Date(at),
      })),
    };
  });
}

/** Why the carrier said no: its code and the fields it named (`invalid:recipient.zip`), never its sentences. */
export function readRefusal(answer: unknown): readonly string[] {
  const refusal = refusalSchema.safeParse(answer);
  if (!refusal.success) return ["unreadable_refusal"];
  const { error, problems = [] } = refusal.data;
  return problems.length === 0 ? [error] : problems.map(({ at }) => `${error}:${at.slice(0, 60)}`);
}

const ratesSchema = z.object({
  rates: z.array(
    z.object({
      service: z.string().min(1),
      priceMinor: z.int().min(0),
      currency: z.string().regex(/^[A-Z]{3}$/),
      expectedAt: z.iso.datetime(),
      remoteAreaMinor: z.int().min(0),
      dutiesPaid: z.boolean(),
    }),
  ),
});

/** Cheapest first. Throws ZodError. */
export function readRates(answer: unknown): readonly Rate[] {
  return ratesSchema
    .parse(answer)
    .rates.map(({ service, priceMinor, currency, expectedAt, remoteAreaMinor, dutiesPaid }) => ({
      service,
      name: `${STAND_IN_FACTS.name} ${service}`,
      costMinor: priceMinor,
      currency,
      transit: { kind: "date" as const, at: new Date(expectedAt) },
      remoteAreaMinor,
      dutiesPaid,
    }))
    .sort((one, other) => one.costMinor - other.costMinor);
}

const manifestSchema = z.object({ id: z.string().min(1), pdf: z.base64() });

export function readManifest(answer: unknown): Manifest {
  const { id, pdf } = manifestSchema.parse(answer);
  return { carrierRef: id, contentType: "application/pdf", bytes: bytesOf(pdf) };
}

const addressSchema = z.discriminatedUnion("result", [
  z.object({ result: z.literal("deliverable") }),
  z.object({ result: z.literal("corrected"), zip: z.string() }),
  z.object({ result: z.literal("undeliverable"), problems: z.array(z.object({ at: z.string() })) }),
]);

/** `asked`: the address the carrier was asked about. */
export function readAddress(answer: unknown, asked: CarrierAddress): AddressOutcome {
  const read = addressSchema.parse(answer);
  if (read.result === "deliverable") return { status: "deliverable" };
  if (read.result === "corrected") return { status: "corrected", address: { ...asked, zip: read.zip } };
  return { status: "undeliverable", codes: read.problems.map(({ at }) => `invalid:${at.slice(0, 60)}`) };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
