import { describe, expect, test } from "vitest";
import { CODES, UNDOCUMENTED_CODE } from "../../../../tests/devshop/carrier/codes.ts";
import { CARRIER_NAME, MOST_NUMBERS, newShipment, SERVICES } from "../../../../tests/devshop/carrier/contract.ts";
import type { LabelRequest } from "../domain/carrier.ts";
import { KNOWN_CODES, stageOfCode } from "./codes.ts";
import { readRefusal, readShipment, readTracking, shipmentBody, STAND_IN_FACTS } from "./map.ts";

const REQUEST: LabelRequest = {
  reference: "0192f0c1-0000-7000-8000-000000000001",
  service: "standard",
  fulfillmentOrderId: "1",
  sender: {
    name: "Almacén Norte",
    company: null,
    address1: "Calle Mayor 1",
    address2: null,
    city: "Madrid",
    zip: "28013",
    countryCode: "ES",
    phone: null,
    email: null,
  },
  recipient: {
    name: "Ana Pérez",
    company: "",
    address1: "Calle Sierpes 9",
    address2: "2º",
    city: "Sevilla",
    zip: null,
    countryCode: "ES",
    phone: "+34600000000",
    email: null,
  },
  grams: 1_200,
};
const SHIPMENT = {
  id: "shp_1",
  reference: REQUEST.reference,
  service: "standard",
  trackingNumber: "81000000000011",
  trackingUrl: "https://carrier.example/carrier/track/81000000000011",
  labelPdf: Buffer.from("%PDF-1.4").toString("base64"),
  priceMinor: 485,
  currency: "EUR",
  expectedAt: "2026-11-25T20:00:00.000Z",
  createdAt: "2026-11-23T10:00:00.000Z",
  voidedAt: null,
};

describe("the code table", () => {
  test("has a row for every documented code and for no other", () => {
    expect(new Set(KNOWN_CODES)).toEqual(new Set(Object.keys(CODES)));
  });

  test("an undocumented code is unknown, never in transit", () => {
    expect(stageOfCode(UNDOCUMENTED_CODE)).toBe("unknown");
    expect(stageOfCode("")).toBe("unknown");
  });
});

describe("requests", () => {
  test("leave out what is not known, and are accepted by the carrier's own reading", () => {
    const body = shipmentBody(REQUEST);
    expect(body["recipient"]).toEqual({
      name: "Ana Pérez",
      address1: "Calle Sierpes 9",
      address2: "2º",
      city: "Sevilla",
      countryCode: "ES",
      phone: "+34600000000",
    });
    expect(newShipment.parse(body)).toMatchObject({ weightGrams: 1_200, reference: REQUEST.reference });
  });

  test("the facts are the carrier's own: name, services, how many numbers it answers at once", () => {
    expect(STAND_IN_FACTS.name).toBe(CARRIER_NAME);
    expect(STAND_IN_FACTS.mostNumbers).toBe(MOST_NUMBERS);
    expect(new Set(STAND_IN_FACTS.services.map(({ code }) => code))).toEqual(new Set(SERVICES));
  });
});

describe("answers", () => {
  test("a shipment becomes a label, byte for byte", () => {
    const label = readShipment(SHIPMENT);
    expect(label).toMatchObject({
      carrierRef: "shp_1",
      trackingNumber: "81000000000011",
      costMinor: 485,
      currency: "EUR",
      expectedAt: new Date("2026-11-25T20:00:00Z"),
    });
    expect(Buffer.from(label?.bytes ?? []).toString()).toBe("%PDF-1.4");
  });

  test("a voided shipment is no label", () => {
    expect(readShipment({ ...SHIPMENT, voidedAt: "2026-11-23T11:00:00.000Z" })).toBeUndefined();
  });

  test("a price that is not a whole number of cents is refused, not rounded", () => {
    expect(() => readShipment({ ...SHIPMENT, priceMinor: 4.85 })).toThrow();
  });

  test("scans keep the carrier's code and place; numbers it does not know are told apart", () => {
    const scan = {
      code: "2X7",
      at: "2026-11-24T04:00:00.000Z",
      place: { city: "Sevilla", countryCode: "ES" },
      text: null,
    };
    const shipments = [
      { found: true, trackingNumber: "1", service: "standard", expectedAt: SHIPMENT.expectedAt, scans: [scan] },
      { found: false, trackingNumber: "2" },
    ];
    expect(readTracking({ shipments })).toEqual([
      {
        found: true,
        trackingNumber: "1",
        expectedAt: new Date(SHIPMENT.expectedAt),
        scans: [{ code: "2X7", stage: "unknown", place: "Sevilla, ES", occurredAt: new Date(scan.at) }],
      },
      { found: false, trackingNumber: "2" },
    ]);
  });

  test("a refusal is told by its code and the fields it names, never by its sentences", () => {
    expect(
      readRefusal({ error: "invalid", problems: [{ at: "recipient.zip", problem: "Ana lives elsewhere" }] }),
    ).toEqual(["invalid:recipient.zip"]);
    expect(readRefusal({ error: "reference_reused", id: "shp_1" })).toEqual(["reference_reused"]);
    expect(readRefusal("<html>")).toEqual(["unreadable_refusal"]);
  });
});
