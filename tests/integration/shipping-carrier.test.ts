import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Retryable, Terminal } from "../../app/core/faults.ts";
import type { Carrier, LabelRequest } from "../../app/features/carriers/domain/carrier.ts";
import { standInCarrier } from "../../app/features/carriers/stand-in/proxy.server.ts";
import { openCarrier, type Carrier as Office } from "../devshop/carrier/carrier.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { carrierRoutes } from "../devshop/carrier/routes.ts";
import { steppableClock, type SteppableClock } from "../devshop/clock.ts";
import { listen, type Listener } from "../devshop/faces/http-listener.ts";

const ADDRESS = {
  name: "Almacén Norte",
  company: null,
  address1: "Calle Mayor 1",
  address2: null,
  city: "Madrid",
  zip: "28013",
  countryCode: "ES",
  phone: null,
  email: null,
};
const REQUEST: LabelRequest = {
  reference: "0192f0c1-0000-4000-8000-000000000001",
  service: "express",
  fulfillmentOrderId: "1",
  sender: ADDRESS,
  recipient: { ...ADDRESS, name: "Ana Pérez", city: "Sevilla", zip: "41004" },
  grams: 1_200,
};

let clock: SteppableClock;
let listener: Listener;
let office: Office;
let carrier: Carrier;
beforeEach(async () => {
  clock = steppableClock("2026-11-23T10:00:00Z");
  office = openCarrier({ clock, publicUrl: () => listener.url, seed: "test" });
  office.turn({ ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 });
  listener = await listen([carrierRoutes(office, { apiKey: "right", seed: "test" })]);
  carrier = standInCarrier(listener.url, { apiKey: "right" });
});
afterEach(() => listener.close());

async function fault(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "no fault",
    (error: unknown) => error,
  );
}

describe("buying a label", () => {
  test("gives a label, and the same one for the same reference", async () => {
    const first = await carrier.buy(REQUEST);
    expect(first).toMatchObject({ status: "bought", label: { currency: "EUR", costMinor: 920 } });
    if (first.status !== "bought") throw new Error("not bought");
    expect(Buffer.from(first.label.bytes).toString("latin1")).toMatch(/^%PDF/);
    expect(await carrier.buy(REQUEST)).toEqual(first);
    expect(office.stats().shipments).toBe(1);
  });

  test("for other contents under the same reference is refused", async () => {
    await carrier.buy(REQUEST);
    expect(await carrier.buy({ ...REQUEST, grams: 9_000 })).toEqual({ status: "refused", codes: ["reference_reused"] });
  });

  test("for what the carrier does not take is refused, with the field", async () => {
    expect(await carrier.buy({ ...REQUEST, grams: 40_000 })).toEqual({
      status: "refused",
      codes: ["invalid:weightGrams"],
    });
  });

  test("whose answer is lost may have happened, and is found by its reference", async () => {
    office.turn({ ...office.knobs, answersLost: 1 });
    const lost = await fault(carrier.buy(REQUEST));
    expect(lost).toBeInstanceOf(Retryable);
    expect(lost).toMatchObject({ mayHaveHappened: true });
    office.turn({ ...office.knobs, answersLost: 0 });
    expect(await carrier.find(REQUEST.reference)).toMatchObject({ costMinor: 920 });
    expect(await carrier.find("another")).toBeUndefined();
  });

  test("from a carrier that is away surely did not happen", async () => {
    office.turn({ ...office.knobs, unavailable: 1 });
    expect(await fault(carrier.buy(REQUEST))).toMatchObject({ name: "Retryable", mayHaveHappened: false });
    expect(office.stats().shipments).toBe(0);
  });

  test("with a wrong key is for a person to mend", async () => {
    const refused = await fault(standInCarrier(listener.url, { apiKey: "wrong" }).buy(REQUEST));
    expect(refused).toBeInstanceOf(Terminal);
    expect(refused).toMatchObject({ code: "carrier_credentials" });
  });
});

describe("giving a label back", () => {
  test("once or twice is the same; it is no label any more", async () => {
    const bought = await carrier.buy(REQUEST);
    const carrierRef = bought.status === "bought" ? bought.label.carrierRef : "";
    expect(await carrier.void(carrierRef)).toEqual({ status: "voided" });
    expect(await carrier.void(carrierRef)).toEqual({ status: "voided" });
    expect(await carrier.find(REQUEST.reference)).toBeUndefined();
  });

  test("is refused once the van has it, and for a shipment nobody knows", async () => {
    const bought = await carrier.buy(REQUEST);
    await clock.advance(8 * 3_600_000);
    expect(await carrier.void(bought.status === "bought" ? bought.label.carrierRef : "")).toEqual({
      status: "refused",
      codes: ["already_collected"],
    });
    expect(await carrier.void("shp_99")).toEqual({ status: "refused", codes: ["unknown_shipment"] });
  });
});

test("tracking tells known numbers from unknown ones, with our reading of each scan", async () => {
  const bought = await carrier.buy(REQUEST);
  const number = bought.status === "bought" ? bought.label.trackingNumber : "";
  await clock.advance(2 * 86_400_000);
  const [known, unknown] = await carrier.track([number, "1"]);
  expect(unknown).toEqual({ found: false, trackingNumber: "1" });
  expect(known?.found && known.scans.map(({ stage }) => stage)).toEqual([
    "labelled",
    "handed_over",
    "in_transit",
    "in_transit",
    "in_transit",
    "out_for_delivery",
    "delivered",
  ]);
});
