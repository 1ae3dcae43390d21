import { expect, test } from "vitest";
import { KNOWN_CODES } from "../../../app/features/carriers/stand-in/codes.ts";
import {
  readShipment,
  readTracking,
  shipmentBody,
  STAND_IN_FACTS,
} from "../../../app/features/carriers/stand-in/map.ts";
import { steppableClock } from "../clock.ts";
import { openCarrier } from "./carrier.ts";
import { CODES } from "./codes.ts";
import { CARRIER_NAME, DEFAULT_KNOBS, MOST_NUMBERS, newShipment, SERVICES } from "./contract.ts";

const PARTY = {
  name: "Ana",
  company: null,
  address1: "Calle 1",
  address2: null,
  city: "Sevilla",
  zip: null,
  countryCode: "ES",
  phone: null,
  email: null,
};

test("the app knows every code, service and limit that the carrier documents, and its name", () => {
  expect([...KNOWN_CODES].sort()).toEqual(Object.keys(CODES).sort());
  expect(STAND_IN_FACTS.services.map(({ code }) => code).sort()).toEqual([...SERVICES].sort());
  expect(STAND_IN_FACTS.mostNumbers).toBe(MOST_NUMBERS);
  expect(STAND_IN_FACTS.name).toBe(CARRIER_NAME);
});

test("the app's request is one the carrier takes, and every answer on the way is one the app reads", async () => {
  const clock = steppableClock("2026-11-23T09:00:00Z");
  const carrier = openCarrier({ clock, publicUrl: () => "http://localhost:1", seed: "s" });
  carrier.turn({ ...DEFAULT_KNOBS, delayed: 1, attempted: 1, undocumented: 1 });
  const request = {
    reference: "r-1",
    service: "standard",
    fulfillmentOrderId: "1",
    sender: PARTY,
    recipient: { ...PARTY, company: "Uno" },
    grams: 400,
  };
  const outcome = carrier.create(newShipment.parse(shipmentBody(request)));
  if (outcome.kind !== "created") throw new Error(outcome.kind);
  const label = readShipment(outcome.shipment);
  expect(Buffer.from(label?.bytes ?? []).toString("latin1")).toMatch(/^%PDF-/);
  await clock.advance(20 * 86_400_000);
  const [tracking] = readTracking({ shipments: [carrier.track(label?.trackingNumber ?? "")] });
  if (tracking?.found !== true) throw new Error("not found");
  const stages = tracking.scans.map(({ stage }) => stage);
  expect(stages[0]).toBe("labelled");
  expect(stages.at(-1)).toBe("delivered");
  expect(stages).toEqual(expect.arrayContaining(["handed_over", "in_transit", "delayed", "attempted", "unknown"]));
});
