import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Rejected, Retryable, Terminal } from "../../app/core/faults.ts";
import {
  CARRIER_ABILITIES,
  type Carrier,
  type CarrierAbility,
  type LabelRequest,
} from "../../app/features/carriers/domain/carrier.ts";
import { easypostCarrier } from "../../app/features/carriers/easypost/proxy.server.ts";
import { manualCarrier } from "../../app/features/carriers/manual/carrier.ts";
import { shippoCarrier } from "../../app/features/carriers/shippo/proxy.server.ts";
import { standInCarrier } from "../../app/features/carriers/stand-in/proxy.server.ts";
import type { BrokerTrouble } from "../devshop/carrier/broker.ts";
import { openCarrier, type Carrier as Office } from "../devshop/carrier/carrier.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { fakeEasyPost, type FakeEasyPost } from "../devshop/carrier/easypost.ts";
import { carrierRoutes } from "../devshop/carrier/routes.ts";
import { fakeShippo, type FakeShippo } from "../devshop/carrier/shippo.ts";
import { steppableClock } from "../devshop/clock.ts";
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
const RECIPIENT = { ...ADDRESS, name: "Ana Pérez", city: "Sevilla", zip: "41004" };
/** Words of the recipient and of the carriers' sentences: in nothing that we keep. */
const PERSONAL = /Ana|Pérez|Mayor|street/;

const clock = steppableClock("2026-11-23T10:00:00Z");
let listener: Listener;
let office: Office;
let easypost: FakeEasyPost;
let shippo: FakeShippo;
let serial = 0;

beforeAll(async () => {
  const publicUrl = () => listener.url;
  office = openCarrier({ clock, publicUrl, seed: "contract" });
  easypost = fakeEasyPost({ apiKey: "right", clock, publicUrl });
  shippo = fakeShippo({ apiToken: "right", clock, publicUrl });
  listener = await listen([carrierRoutes(office, { apiKey: "right", seed: "contract" }), easypost.route, shippo.route]);
});
afterAll(() => listener.close());

/** How each is opened, and what it can be made to do wrong. */
const ADAPTERS: Record<
  string,
  { open: (key: string) => Carrier; trouble: (is: BrokerTrouble) => void; bought: () => number }
> = {
  "stand-in": {
    open: (apiKey) => standInCarrier(listener.url, { apiKey }),
    trouble: ({ status, lost }) =>
      office.turn({ ...DEFAULT_KNOBS, unavailable: status ? 1 : 0, answersLost: lost ? 1 : 0 }),
    bought: () => office.stats().shipments,
  },
  easypost: {
    open: (apiKey) => easypostCarrier({ apiKey }, listener.url),
    trouble: (is) => Object.assign(easypost.trouble, { status: undefined, lost: undefined }, is),
    bought: () => easypost.bought(),
  },
  shippo: {
    open: (apiToken) => shippoCarrier({ apiToken }, listener.url),
    trouble: (is) => Object.assign(shippo.trouble, { status: undefined, lost: undefined }, is),
    bought: () => shippo.bought(),
  },
  manual: { open: manualCarrier, trouble: () => undefined, bought: () => 0 },
};

const request = (): LabelRequest => ({
  reference: `0192f0c1-0000-4000-8000-${String(++serial).padStart(12, "0")}`,
  service: "",
  fulfillmentOrderId: "1",
  sender: ADDRESS,
  recipient: RECIPIENT,
  grams: 1_200,
});

const fault = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "no fault",
    (error: unknown) => error,
  );

describe.each(Object.entries(ADAPTERS))("%s", (_, { open, trouble, bought }) => {
  let carrier: Carrier;
  beforeEach(() => {
    trouble({});
    carrier = open("right");
  });

  /** The cheapest service that it offers. */
  async function asked(): Promise<LabelRequest> {
    const wanted = request();
    const outcome = await carrier.rates(wanted);
    const [cheapest] = outcome.status === "quoted" ? outcome.rates : [];
    return { ...wanted, service: cheapest?.service ?? "" };
  }

  async function labelled(wanted?: LabelRequest) {
    const outcome = await carrier.buy(wanted ?? (await asked()));
    if (outcome.status !== "bought") throw new Error(outcome.codes.join());
    return outcome.label;
  }

  /** Runs only for what the carrier declares. */
  const when = (ability: CarrierAbility, run: () => Promise<void>) => async () => {
    if (open("right").can[ability]) await run();
  };

  test("declares every ability, as yes or no", () => {
    expect(Object.keys(carrier.can).sort()).toEqual([...CARRIER_ABILITIES].sort());
  });

  test("what is not declared refuses with `unsupported`, and asks nobody", async () => {
    const calls: Record<CarrierAbility, () => Promise<unknown>> = {
      rates: () => carrier.rates(request()),
      buy: () => carrier.buy(request()),
      void: () => carrier.void("1"),
      track: () => carrier.track(["1"]).catch((error: unknown) => error),
      manifest: () => carrier.manifest(["1"]),
      addressCheck: () => carrier.checkAddress(ADDRESS),
    };
    for (const ability of CARRIER_ABILITIES.filter((each) => !carrier.can[each])) {
      expect(await calls[ability]()).toMatchObject({ codes: ["unsupported"] });
    }
  });

  test(
    "rates: cheapest first, whole money, and a time or none",
    when("rates", async () => {
      const outcome = await carrier.rates(request());
      if (outcome.status !== "quoted") throw new Error(outcome.codes.join());
      const costs = outcome.rates.map(({ costMinor }) => costMinor);
      expect(costs.length).toBeGreaterThan(1);
      expect(costs).toEqual(costs.toSorted((one, other) => one - other));
      for (const rate of outcome.rates) {
        expect(rate).toMatchObject({ currency: "EUR", name: expect.stringMatching(/\w+ \w+/) });
        expect(Number.isSafeInteger(rate.costMinor)).toBe(true);
      }
    }),
  );

  test(
    "the price that was quoted is the price of the label, which is a PDF",
    when("buy", async () => {
      const wanted = await asked();
      const rates = await carrier.rates(wanted);
      const label = await labelled(wanted);
      const quoted = rates.status === "quoted" ? rates.rates.find(({ service }) => service === wanted.service) : null;
      expect(label).toMatchObject({ costMinor: quoted?.costMinor, currency: "EUR", contentType: "application/pdf" });
      expect(Buffer.from(label.bytes).toString("latin1")).toMatch(/^%PDF-/);
    }),
  );

  test(
    "the same reference is the same shipment, and is paid once",
    when("buy", async () => {
      const wanted = await asked();
      const before = bought();
      const first = await labelled(wanted);
      expect(await labelled(wanted)).toEqual(first);
      expect(await carrier.find(wanted.reference)).toEqual(first);
      expect(await carrier.find(request().reference)).toBeUndefined();
      expect(bought()).toBe(before + 1);
    }),
  );

  test(
    "a label whose answer is lost may have been bought, and is found by its reference",
    when("buy", async () => {
      const wanted = await asked();
      // Some look first whether it is there; what is lost then is a question.
      if (carrier.code === "shippo") await carrier.find(wanted.reference);
      trouble({ lost: true });
      expect(await fault(carrier.buy(wanted))).toBeInstanceOf(Retryable);
      trouble({});
      const label = await labelled(wanted);
      expect(await carrier.find(wanted.reference)).toEqual(label);
    }),
  );

  test(
    "what it will not carry is refused by codes, without a word of its sentences",
    when("buy", async () => {
      const outcome = await carrier.buy({ ...(await asked()), grams: 40_000 });
      expect(outcome).toMatchObject({ status: "refused", codes: [expect.stringMatching(/^[a-z_.:]+$/i)] });
      expect(JSON.stringify(outcome)).not.toMatch(PERSONAL);
    }),
  );

  test(
    "a service that it does not offer is refused",
    when("buy", async () => {
      expect(await carrier.buy({ ...request(), service: "teleport" })).toMatchObject({ status: "refused" });
    }),
  );

  test(
    "away: later, and nothing happened or may have happened is said",
    when("rates", async () => {
      trouble({ status: 503 });
      expect(await fault(carrier.rates(request()))).toMatchObject({ name: "Retryable", mayHaveHappened: false });
    }),
  );

  test("a wrong key is for a person to mend, and the test of the account says so", async () => {
    if (!Object.values(carrier.can).some(Boolean)) return;
    await carrier.test();
    const refused = await fault(open("wrong").test());
    expect(refused).toBeInstanceOf(Terminal);
    expect(refused).toMatchObject({ code: "carrier_credentials" });
  });

  test(
    "a label given back once or twice is the same; it is no label any more",
    when("void", async () => {
      const wanted = await asked();
      const { carrierRef } = await labelled(wanted);
      expect(await carrier.void(carrierRef)).toEqual({ status: "voided" });
      expect(await carrier.void(carrierRef)).toEqual({ status: "voided" });
      expect(await carrier.find(wanted.reference)).toBeUndefined();
      expect(await carrier.void("nobody-knows-it")).toMatchObject({ status: "refused" });
    }),
  );

  test(
    "tracking tells known numbers from unknown ones, with our reading of each scan and no words",
    when("track", async () => {
      const { trackingNumber } = await labelled();
      const [known, unknown] = await carrier.track([trackingNumber, "1"]);
      expect(unknown).toEqual({ found: false, trackingNumber: "1" });
      expect(known).toMatchObject({
        found: true,
        trackingNumber,
        scans: [{ stage: "labelled" }, ...(known?.found ? known.scans.slice(1) : [])],
      });
      expect(JSON.stringify(known)).not.toMatch(PERSONAL);
    }),
  );

  test(
    "one sheet for what is handed over together, the same for the same",
    when("manifest", async () => {
      const refs = [(await labelled()).carrierRef, (await labelled()).carrierRef];
      const first = await carrier.manifest(refs);
      expect(first).toMatchObject({ status: "made", manifest: { contentType: "application/pdf" } });
      expect(await carrier.manifest(refs)).toEqual(first);
      expect(await carrier.manifest(["nobody-knows-it"])).toMatchObject({ status: "refused" });
    }),
  );

  test(
    "a sheet is one courier's: labels of several are refused, and each courier gets its own",
    when("manifest", async () => {
      const wanted = request();
      const quoted = await carrier.rates(wanted);
      const labels = [];
      for (const { service } of quoted.status === "quoted" ? quoted.rates : [])
        labels.push(await labelled({ ...request(), service }));
      const byCourier = [...Map.groupBy(labels, ({ courier }) => courier).values()];
      const refs = byCourier.map((theirs) => theirs.map(({ carrierRef }) => carrierRef));
      if (refs.length > 1) expect(await carrier.manifest(refs.flat())).toMatchObject({ status: "refused" });
      const sheets = [];
      for (const theirs of refs) sheets.push(await carrier.manifest(theirs));
      expect(sheets.map(({ status }) => status)).toEqual(refs.map(() => "made"));
      expect(new Set(sheets.map((sheet) => sheet.status === "made" && sheet.manifest.carrierRef)).size).toBe(
        refs.length,
      );
      // Somebody asks for one of them and one that is on no sheet: that is not the sheet there was.
      const more = await labelled();
      expect(await carrier.manifest([refs[0]?.[0] ?? "", more.carrierRef])).not.toEqual(sheets[0]);
    }),
  );

  test(
    "an address is deliverable, corrected, or not, and why",
    when("addressCheck", async () => {
      expect(await carrier.checkAddress(RECIPIENT)).toEqual({ status: "deliverable" });
      expect(await carrier.checkAddress({ ...RECIPIENT, zip: "00000" })).toMatchObject({ status: "undeliverable" });
      const spaced = await carrier.checkAddress({ ...RECIPIENT, zip: "41 004" });
      expect(["deliverable", "corrected"]).toContain(spaced.status);
      expect(JSON.stringify(await carrier.checkAddress({ ...RECIPIENT, zip: "00000" }))).not.toMatch(PERSONAL);
    }),
  );
});

test("a broker's unknown code is kept as it came, and unknown", async () => {
  const carrier = shippoCarrier({ apiToken: "right" }, listener.url);
  const wanted = { ...request(), service: "ups_standard" };
  const outcome = await carrier.buy(wanted);
  const [tracking] = await carrier.track([outcome.status === "bought" ? outcome.label.trackingNumber : ""]);
  expect(tracking?.found && tracking.scans.at(-1)).toMatchObject({ code: "TRANSIT/mystery" });
});

test("what cannot be asked about a lost label says so", async () => {
  expect(await fault(manualCarrier().find("r"))).toBeInstanceOf(Rejected);
});
