/** The stand-in carrier's office: sells labels, knows where its parcels are. Memory only; all time is the clock's. */
import type { Clock } from "../clock.ts";
import { codeText } from "./codes.ts";
import { DEFAULT_KNOBS } from "./contract.ts";
import { SERVICES } from "./contract.ts";
import type {
  AddressAnswer,
  Knobs,
  NewShipment,
  RateAnswer,
  RateQuestion,
  Service,
  ShipmentAnswer,
  TrackingAnswer,
} from "./contract.ts";
import { planJourney, transitDays, type Journey, type Scan } from "./journey.ts";
import { labelPdf, manifestPdf } from "./label-pdf.ts";

export type CreateOutcome =
  | { kind: "created"; shipment: ShipmentAnswer }
  | { kind: "repeated"; shipment: ShipmentAnswer }
  /** The reference already names a shipment with other contents. */
  | { kind: "reference_reused"; id: string };

export type VoidOutcome =
  { kind: "voided"; shipment: ShipmentAnswer } | { kind: "already_collected" } | { kind: "unknown_shipment" };

export interface CarrierStats {
  shipments: number;
  voided: number;
  /** Scans that have happened so far. */
  scans: number;
  delivered: number;
}

export type ManifestResult =
  { kind: "made"; id: string; pdf: string } | { kind: "unknown_shipment" } | { kind: "already_collected" };

export interface Carrier {
  rates(question: RateQuestion): RateAnswer[];
  check(address: NewShipment["recipient"]): AddressAnswer;
  /** The same shipments give the same sheet. */
  manifest(shipmentIds: readonly string[]): ManifestResult;
  create(request: NewShipment): CreateOutcome;
  find(reference: string): ShipmentAnswer | undefined;
  void(id: string): VoidOutcome;
  track(trackingNumber: string): TrackingAnswer;
  stats(): CarrierStats;
  readonly knobs: Knobs;
  /** For shipments made from now on. */
  turn(knobs: Knobs): void;
}

interface Shipment {
  id: string;
  request: NewShipment;
  trackingNumber: string;
  priceMinor: number;
  createdAt: Date;
  voidedAt: Date | null;
  journey: Journey;
}

const EXPRESS_MINOR = 790;
const STANDARD_MINOR = 420;
const PER_KG_MINOR = 65;
const ABROAD_FACTOR = 2;

/** Price in cents: a base per service, plus each started kilogram, doubled across a border. */
export function priceMinor(service: Service, weightGrams: number, abroad: boolean): number {
  const base = service === "express" ? EXPRESS_MINOR : STANDARD_MINOR;
  return (base + PER_KG_MINOR * Math.ceil(weightGrams / 1000)) * (abroad ? ABROAD_FACTOR : 1);
}

/** What islands and enclaves cost more, in cents, by the first two digits of a Spanish post code. */
const REMOTE_MINOR: ReadonlyMap<string, number> = new Map([
  ["07", 150],
  ["35", 480],
  ["38", 480],
  ["51", 520],
  ["52", 520],
]);

/** Towns whose province it knows: what their post codes begin with. */
const PROVINCES: ReadonlyMap<string, string> = new Map([
  ["barcelona", "08"],
  ["madrid", "28"],
  ["sevilla", "41"],
  ["valencia", "46"],
]);

/** In cents; contained in the price. */
function remoteAreaMinor({ countryCode, zip }: { countryCode: string; zip?: string | undefined }): number {
  return countryCode === "ES" ? (REMOTE_MINOR.get((zip ?? "").slice(0, 2)) ?? 0) : 0;
}

/** 14 digits: 81, eleven of a serial number, and a check digit with which 3-1-weighted digits sum to a multiple of 10. */
export function trackingNumber(serial: number): string {
  const digits = `81${String(serial).padStart(11, "0")}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** `seed` decides every journey together with the shipment's reference; `publicUrl` is the start of tracking links. */
export function openCarrier(options: { clock: Clock; publicUrl: () => string; seed: string }): Carrier {
  const { clock, publicUrl, seed } = options;
  const byReference = new Map<string, Shipment>();
  const byId = new Map<string, Shipment>();
  const byNumber = new Map<string, Shipment>();
  const manifests = new Map<string, string>();
  let knobs: Knobs = { ...DEFAULT_KNOBS };

  function answer(shipment: Shipment): ShipmentAnswer {
    return {
      id: shipment.id,
      reference: shipment.request.reference,
      service: shipment.request.service,
      trackingNumber: shipment.trackingNumber,
      trackingUrl: new URL(`/carrier/track/${shipment.trackingNumber}`, publicUrl()).href,
      labelPdf: labelPdf(shipment.request, shipment.trackingNumber).toString("base64"),
      priceMinor: shipment.priceMinor,
      currency: "EUR",
      expectedAt: shipment.journey.quotedAt.toISOString(),
      createdAt: shipment.createdAt.toISOString(),
      voidedAt: shipment.voidedAt?.toISOString() ?? null,
    };
  }

  function seen(shipment: Shipment): readonly Scan[] {
    if (shipment.voidedAt !== null) {
      return [...shipment.journey.scans.slice(0, 1), { code: "090", at: shipment.voidedAt, place: null }];
    }
    const now = clock.now();
    return shipment.journey.scans.filter((scan) => scan.at <= now);
  }

  return {
    rates({ sender, recipient, weightGrams }) {
      const from = { city: sender.city, countryCode: sender.countryCode };
      const to = { city: recipient.city, countryCode: recipient.countryCode };
      const remote = remoteAreaMinor(recipient);
      return SERVICES.map((service) => {
        const days = transitDays(service, from, to);
        const quiet = { ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 };
        const journey = planJourney({ seed, service, from, to, labelAt: clock.now(), knobs: quiet });
        return {
          service,
          priceMinor: priceMinor(service, weightGrams, from.countryCode !== to.countryCode) + remote,
          currency: "EUR",
          workingDays: { from: days, to: days },
          expectedAt: journey.quotedAt.toISOString(),
          remoteAreaMinor: remote,
          dutiesPaid: false,
        };
      });
    },
    check({ countryCode, city, zip = "" }) {
      if (countryCode !== "ES") return { result: "deliverable" };
      const tidy = zip.replace(/[^0-9]/g, "");
      if (!/^(0[1-9]|[1-4][0-9]|5[0-2])[0-9]{3}$/.test(tidy))
        return { result: "undeliverable", problems: [{ at: "zip", problem: "no such post code" }] };
      const province = PROVINCES.get(city.toLowerCase()) ?? tidy.slice(0, 2);
      if (!tidy.startsWith(province)) return { result: "corrected", zip: `${province}001` };
      return tidy === zip ? { result: "deliverable" } : { result: "corrected", zip: tidy };
    },
    manifest(shipmentIds) {
      const known = shipmentIds.flatMap((id) => byId.get(id) ?? []).filter(({ voidedAt }) => voidedAt === null);
      if (known.length < shipmentIds.length) return { kind: "unknown_shipment" };
      const key = [...shipmentIds].sort().join(" ");
      // What is on a sheet already is answered with it, also when the driver has been there.
      if (!manifests.has(key) && known.some(({ journey }) => journey.collectedAt <= clock.now()))
        return { kind: "already_collected" };
      const id = manifests.get(key) ?? `man_${String(manifests.size + 1)}`;
      manifests.set(key, id);
      const numbers = known.map(({ trackingNumber: number }) => number).sort();
      return { kind: "made", id, pdf: manifestPdf(id, numbers).toString("base64") };
    },
    create(request) {
      const before = byReference.get(request.reference);
      if (before !== undefined) {
        const same = JSON.stringify(before.request) === JSON.stringify(request); // zod puts the keys in one order
        return same ? { kind: "repeated", shipment: answer(before) } : { kind: "reference_reused", id: before.id };
      }
      const serial = byId.size + 1;
      const { service, weightGrams, sender, recipient } = request;
      const from = { city: sender.city, countryCode: sender.countryCode };
      const to = { city: recipient.city, countryCode: recipient.countryCode };
      const labelAt = clock.now();
      const shipment: Shipment = {
        id: `shp_${String(serial)}`,
        request,
        trackingNumber: trackingNumber(serial),
        priceMinor: priceMinor(service, weightGrams, from.countryCode !== to.countryCode) + remoteAreaMinor(recipient),
        createdAt: labelAt,
        voidedAt: null,
        journey: planJourney({ seed: `${seed}/${request.reference}`, service, from, to, labelAt, knobs }),
      };
      byReference.set(request.reference, shipment);
      byId.set(shipment.id, shipment);
      byNumber.set(shipment.trackingNumber, shipment);
      return { kind: "created", shipment: answer(shipment) };
    },
    find(reference) {
      const shipment = byReference.get(reference);
      return shipment && answer(shipment);
    },
    void(id) {
      const shipment = byId.get(id);
      if (shipment === undefined) return { kind: "unknown_shipment" };
      if (shipment.voidedAt === null && shipment.journey.collectedAt <= clock.now())
        return { kind: "already_collected" };
      shipment.voidedAt ??= clock.now();
      return { kind: "voided", shipment: answer(shipment) };
    },
    track(number) {
      const shipment = byNumber.get(number);
      if (shipment === undefined) return { trackingNumber: number, found: false };
      const { revisions, quotedAt } = shipment.journey;
      const expectedAt = revisions.findLast(({ from }) => from <= clock.now())?.expectedAt ?? quotedAt;
      return {
        trackingNumber: number,
        found: true,
        service: shipment.request.service,
        expectedAt: expectedAt.toISOString(),
        scans: seen(shipment).map(({ code, at, place }) => ({
          code,
          at: at.toISOString(),
          place,
          text: codeText(code),
        })),
      };
    },
    stats() {
      const stats: CarrierStats = { shipments: byId.size, voided: 0, scans: 0, delivered: 0 };
      for (const shipment of byId.values()) {
        const scans = seen(shipment);
        stats.scans += scans.length;
        if (shipment.voidedAt !== null) stats.voided += 1;
        if (scans.at(-1)?.code === "500") stats.delivered += 1;
      }
      return stats;
    },
    get knobs() {
      return knobs;
    },
    turn(next) {
      knobs = { ...next };
    },
  };
}
