import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { steppableClock, type SteppableClock } from "../clock.ts";
import { listen, type Listener } from "../faces/http-listener.ts";
import { openCarrier, priceMinor, trackingNumber } from "./carrier.ts";
import { DEFAULT_KNOBS } from "./contract.ts";
import { carrierRoutes } from "./routes.ts";

const KEY = "test-key";
const BODY = {
  reference: "order-1/parcel-1",
  service: "express",
  sender: { name: "Almacén Norte", address1: "Calle Mayor 1", city: "Madrid", zip: "28013", countryCode: "ES" },
  recipient: { name: "Ana (2º) Pérez", address1: "Calle Sierpes 9", city: "Sevilla", zip: "41004", countryCode: "ES" },
  weightGrams: 1_200,
};
const shipment = z.object({
  id: z.string(),
  trackingNumber: z.string(),
  trackingUrl: z.string(),
  labelPdf: z.string(),
  priceMinor: z.number(),
  currency: z.literal("EUR"),
  expectedAt: z.string(),
  voidedAt: z.string().nullable(),
});
const tracked = z.object({
  shipments: z.array(
    z.object({
      trackingNumber: z.string(),
      found: z.boolean(),
      expectedAt: z.string().optional(),
      scans: z.array(z.object({ code: z.string(), at: z.string(), text: z.string().nullable() })).optional(),
    }),
  ),
});

let clock: SteppableClock;
let listener: Listener;
beforeEach(async () => {
  clock = steppableClock("2026-11-23T10:00:00Z");
  const carrier = openCarrier({ clock, publicUrl: () => listener.url, seed: "test" });
  carrier.turn({ ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 });
  listener = await listen([carrierRoutes(carrier, { apiKey: KEY, seed: "test" })]);
});
afterEach(() => listener.close());

function call(method: string, path: string, body?: unknown, key = KEY) {
  return fetch(`${listener.url}/carrier/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const buy = async (change: object = {}) =>
  shipment.parse(await (await call("POST", "shipments", { ...BODY, ...change })).json());
const scansOf = async (number: string) => {
  const answer = tracked.parse(await (await call("GET", `tracking?numbers=${number}`)).json());
  return answer.shipments[0]?.scans?.map((scan) => scan.code);
};

describe("buying a label", () => {
  test("answers a shipment with a number, a price, a date and a label", async () => {
    const response = await call("POST", "shipments", BODY);
    expect(response.status).toBe(201);
    const bought = shipment.parse(await response.json());
    expect(bought).toMatchObject({ priceMinor: 920, expectedAt: "2026-11-24T20:00:00.000Z", voidedAt: null });
    expect(bought.trackingNumber).toMatch(/^81[0-9]{12}$/);
  });

  test("the same reference answers the same shipment and buys nothing", async () => {
    const first = await buy();
    await clock.advance(3_600_000);
    const second = await call("POST", "shipments", BODY);
    expect(second.status).toBe(200);
    expect(await second.json()).toMatchObject({ ...first });
    expect(await (await call("GET", "stats")).json()).toMatchObject({ shipments: 1 });
  });

  test("the same reference with other contents is refused", async () => {
    await buy();
    const response = await call("POST", "shipments", { ...BODY, weightGrams: 9_000 });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: "reference_reused" });
  });

  test("a shipment whose answer was lost is found by its reference", async () => {
    await call("POST", "knobs", { answersLost: 1 });
    await expect(call("POST", "shipments", BODY)).rejects.toThrow("fetch failed");
    await call("POST", "knobs", { answersLost: 0 });
    const found = await call("GET", `shipments?reference=${encodeURIComponent(BODY.reference)}`);
    expect(found.status).toBe(200);
    expect((await call("GET", "shipments?reference=other")).status).toBe(404);
  });

  test("an unavailable carrier does nothing", async () => {
    await call("POST", "knobs", { unavailable: 1 });
    expect((await call("POST", "shipments", BODY)).status).toBe(503);
    expect(await (await call("GET", "stats")).json()).toMatchObject({ shipments: 0 });
  });

  test("abroad costs double, each started kilogram counts", () => {
    expect(priceMinor("standard", 1_000, false)).toBe(485);
    expect(priceMinor("standard", 1_001, false)).toBe(550);
    expect(priceMinor("express", 500, true)).toBe(1_710);
  });

  test.each([
    ["no recipient", { recipient: undefined }, "recipient"],
    ["an unknown service", { service: "teleport" }, "service"],
    ["31.6 kg", { weightGrams: 31_600 }, "weightGrams"],
    ["an unknown field", { priority: 1 }, ""],
  ])("refuses %s and says where", async (_, change, at) => {
    const response = await call("POST", "shipments", { ...BODY, ...change });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: "invalid", problems: [{ at }] });
  });

  test("refuses a body that is not JSON", async () => {
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await fetch(`${listener.url}/carrier/shipments`, { method: "POST", headers, body: "{" });
    expect(response.status).toBe(400);
  });
});

test.each(["shipments?reference=x", "tracking?numbers=1", "knobs", "stats"])(
  "%s without the right key is 401",
  async (path) => {
    expect((await call("GET", path, undefined, "wrong-key")).status).toBe(401);
    expect((await fetch(`${listener.url}/carrier/${path}`)).status).toBe(401);
  },
);

test("tracking numbers carry a check digit that finds any one wrong digit", () => {
  const number = trackingNumber(4_711);
  const valid = (digits: string) =>
    [...digits].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 3 : 1), 0) % 10 === 0;
  expect(valid(number)).toBe(true);
  for (let at = 0; at < number.length; at += 1) {
    const wrong = number.slice(0, at) + String((Number(number[at]) + 1) % 10) + number.slice(at + 1);
    expect(valid(wrong)).toBe(false);
  }
});

describe("the label", () => {
  test("is a PDF whose every object is where its table says", async () => {
    const pdf = Buffer.from((await buy()).labelPdf, "base64").toString("latin1");
    expect(pdf.startsWith("%PDF-1.4\n")).toBe(true);
    const xref = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)?.[1]);
    expect(pdf.slice(xref, xref + 5)).toBe("xref\n");
    const offsets = [...pdf.slice(xref).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]));
    expect(offsets).toHaveLength(5);
    for (const [index, offset] of offsets.entries()) {
      expect(pdf.slice(offset, offset + 7)).toBe(`${String(index + 1)} 0 obj`);
    }
    const stream = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(pdf);
    expect(stream?.[2]).toHaveLength(Number(stream?.[1]));
  });

  test("shows the recipient, with brackets escaped", async () => {
    const pdf = Buffer.from((await buy()).labelPdf, "base64").toString("latin1");
    expect(pdf).toContain("(Ana \\(2º\\) Pérez) Tj");
  });
});

describe("tracking", () => {
  test("shows scans as they happen, not before", async () => {
    const { trackingNumber: number } = await buy();
    expect(await scansOf(number)).toEqual(["000"]);
    await clock.advance(8 * 3_600_000);
    expect(await scansOf(number)).toEqual(["000", "110"]);
    await clock.advance(86_400_000);
    expect((await scansOf(number))?.at(-1)).toBe("500");
    expect(await (await call("GET", "stats")).json()).toMatchObject({ delivered: 1 });
  });

  test("answers several numbers in the order asked, unknown ones as not found", async () => {
    const { trackingNumber: number } = await buy();
    const answer = tracked.parse(await (await call("GET", `tracking?numbers=123,${number}`)).json());
    expect(answer.shipments.map(({ trackingNumber: n, found }) => [n, found])).toEqual([
      ["123", false],
      [number, true],
    ]);
  });

  test("no number or more than fifty is 400", async () => {
    expect((await call("GET", "tracking?numbers=")).status).toBe(400);
    expect((await call("GET", `tracking?numbers=${Array(51).fill("1").join(",")}`)).status).toBe(400);
  });

  test("the expected date moves once the carrier knows of the delay, not before", async () => {
    await call("POST", "knobs", { delayed: 1 });
    const { trackingNumber: number } = await buy();
    const expected = async () =>
      tracked.parse(await (await call("GET", `tracking?numbers=${number}`)).json()).shipments[0]?.expectedAt;
    expect(await expected()).toBe("2026-11-24T20:00:00.000Z");
    await clock.advance(86_400_000);
    expect((await expected()) ?? "").not.toBe("2026-11-24T20:00:00.000Z");
  });

  test("the public page needs no key and names nobody", async () => {
    const { trackingUrl } = await buy();
    const page = await fetch(trackingUrl);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain("Shipment data received");
    expect(html).not.toContain("Pérez");
    expect((await fetch(trackingUrl.replace(/[0-9]+$/, "1"))).status).toBe(404);
  });
});

describe("voiding", () => {
  test("before the van came: voided, twice the same, no more scans", async () => {
    const { id, trackingNumber: number } = await buy();
    const first = await call("POST", `shipments/${id}/void`);
    expect(first.status).toBe(200);
    await clock.advance(3 * 86_400_000);
    const second = await call("POST", `shipments/${id}/void`);
    expect(await second.json()).toEqual(await first.json());
    expect(await scansOf(number)).toEqual(["000", "090"]);
  });

  test("after the van came: refused", async () => {
    const { id } = await buy();
    await clock.advance(8 * 3_600_000);
    const response = await call("POST", `shipments/${id}/void`);
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({ error: "already_collected" });
  });

  test("an unknown shipment is 404", async () => {
    expect((await call("POST", "shipments/shp_99/void")).status).toBe(404);
  });
});

describe("knobs", () => {
  test("change only what is named, and only within 0–1", async () => {
    await call("POST", "knobs", { silent: 0.5 });
    expect(await (await call("POST", "knobs", { lost: 0.25 })).json()).toMatchObject({ lost: 0.25, silent: 0.5 });
    expect((await call("POST", "knobs", { lost: 2 })).status).toBe(422);
    expect((await call("POST", "knobs", { nonsense: 0 })).status).toBe(422);
    expect(await (await call("GET", "knobs")).json()).toMatchObject({ lost: 0.25 });
  });
});
