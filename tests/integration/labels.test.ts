import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { LabelSetting } from "../../app/features/carriers/domain/shopping/label-setting.ts";
import type { LabelWish } from "../../app/features/carriers/domain/shopping/choose-label.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { CARRIER_KEY, openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { live } from "./rule-steps.ts";
import { MINUTE, openShop, placeOrder, rowsOf, switchOn } from "./shipping-steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => {
  for (const { trouble } of [world.easypost, world.shippo])
    Object.assign(trouble, { status: undefined, lost: undefined });
});

const CHEAPEST: LabelSetting = {
  policy: { kind: "cheapest" },
  guard: { minor: null, percent: null, dutiesWait: false },
  address: "any",
};

/** A shop with accounts at the stand-in, EasyPost and Shippo. */
async function threeCarriers(setting: LabelSetting = CHEAPEST): Promise<InstalledShop> {
  const installed = await openShop(world, "route");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const carriers = await import("../../app/features/carriers/public.server.ts");
  await inShop(installed.shopId, async (tx) => {
    const now = world.clock.now();
    for (const [carrier, field] of [
      ["easypost", "apiKey"],
      ["shippo", "apiToken"],
    ] as const)
      await carriers.saveCarrierAccount(tx, { carrier, credentials: { [field]: CARRIER_KEY }, enabled: true }, now);
    await carriers.writeLabelSetting(tx, setting, now);
  });
  return installed;
}

async function wish(installed: InstalledShop, orderId: string, what: LabelWish): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { writeLabelWish } = await import("../../app/features/carriers/public.server.ts");
  const { parseId } = await import("../../app/core/ids.ts");
  await inShop(installed.shopId, (tx) => writeLabelWish(tx, parseId(orderId), what));
}

/** Somebody clicks "buy a label and ship" for the order's only fulfillment order. */
async function ship(installed: InstalledShop, orderId: string): Promise<string> {
  const { parseId } = await import("../../app/core/ids.ts");
  const { shipFulfillmentOrder } = await import("../../app/features/fulfillment/public.server.ts");
  const [row] = await rowsOf<{ fulfillment_order_id: string; order_id: string }>(
    world,
    installed,
    `select fulfillment_order_id, order_id from fulfillment_order where shop_id = $1 and order_id = ${orderId} and status = 'OPEN'`,
  );
  const outcome = await shipFulfillmentOrder(
    installed.shopId,
    parseId(row?.fulfillment_order_id ?? ""),
    { by: "1" },
    world.clock.now(),
  );
  await world.settle(installed);
  return outcome.outcome === "planned" ? outcome.parcelId : outcome.reason;
}

const parcelsOf = (installed: InstalledShop) =>
  rowsOf<{ parcel_id: string; carrier: string; service: string; stage: string; courier: string | null; cost: number }>(
    world,
    installed,
    "select parcel_id, carrier, service, stage, courier, cost_minor::int as cost from parcel where shop_id = $1 order by parcel_id",
  );
const choicesOf = (installed: InstalledShop) =>
  rowsOf<{
    status: string;
    why: string;
    offers: { offers: { verdict: string; carrier: string }[]; away: string[] };
    guard: object[];
  }>(world, installed, "select status, why, offers, guard from label_choice where shop_id = $1 order by parcel_id");
const eventsOf = async (installed: InstalledShop) =>
  (
    await rowsOf<{ code: string }>(
      world,
      installed,
      "select code from order_event where shop_id = $1 and code like 'label.%' and code not like 'label.address%' order by seq",
    )
  ).map(({ code }) => code);

describe("rates of all accounts are compared", () => {
  test("the cheapest that keeps the promise is bought, and what was offered is kept with the parcel", async () => {
    const installed = await threeCarriers();
    const order = await placeOrder(world, installed);
    await ship(installed, order.id);
    expect(await parcelsOf(installed)).toMatchObject([
      { carrier: "stand-in", service: "standard", stage: "labelled", cost: 485 },
    ]);
    const [choice] = await choicesOf(installed);
    expect(choice).toMatchObject({ status: "chosen", why: "cheapest", guard: [] });
    expect(new Set(choice?.offers.offers.map(({ carrier }) => carrier))).toEqual(
      new Set(["stand-in", "easypost", "shippo"]),
    );
    expect(await eventsOf(installed)).toEqual(["label.chosen"]);
  });

  test("a carrier in trouble is left out and named; the others go on", async () => {
    const installed = await threeCarriers();
    Object.assign(world.easypost.trouble, { status: 503 });
    const order = await placeOrder(world, installed);
    await ship(installed, order.id);
    expect(await choicesOf(installed)).toMatchObject([{ status: "chosen", offers: { away: ["easypost"] } }]);
  });

  test("a preferred carrier is taken, and Shopify is told who really carries it", async () => {
    const installed = await threeCarriers({ ...CHEAPEST, policy: { kind: "preferred", carrier: "easypost" } });
    const order = await placeOrder(world, installed);
    await ship(installed, order.id);
    expect(await parcelsOf(installed)).toMatchObject([
      { carrier: "easypost", service: "UPS/Standard", courier: "UPS", stage: "labelled", cost: 635 },
    ]);
    const [fulfillment] = [...installed.shop.fulfillments.values()];
    expect(fulfillment?.tracking).toMatchObject([{ company: "UPS" }]);
  });

  test("what a rule forces is bought although it is dearer; what it excludes is not", async () => {
    const installed = await threeCarriers();
    const forced = await placeOrder(world, installed);
    await wish(installed, forced.id, { force: { carrier: "shippo", service: "usps_priority" }, exclude: [] });
    await ship(installed, forced.id);
    const excluded = await placeOrder(world, installed);
    await wish(installed, excluded.id, { force: null, exclude: [{ carrier: "stand-in", service: null }] });
    await ship(installed, excluded.id);
    expect(await parcelsOf(installed)).toMatchObject([
      { carrier: "shippo", service: "usps_priority", courier: "USPS" },
      { carrier: expect.stringMatching(/easypost|shippo/), cost: 635 },
    ]);
  });

  test("a merchant's rule names the carrier, from the decision to the label", async () => {
    const installed = await threeCarriers();
    const then = [{ do: "useCarrier" as const, carrier: "easypost", service: "USPS/Priority" }];
    await live(world, installed, [{ id: "usps", when: { all: [] }, then }]);
    const order = await placeOrder(world, installed);
    await ship(installed, order.id);
    expect(await parcelsOf(installed)).toMatchObject([
      { carrier: "easypost", service: "USPS/Priority", courier: "USPS" },
    ]);
    expect(await choicesOf(installed)).toMatchObject([{ why: "forced" }]);
  });

  test("a lost answer finds what was chosen, and nothing is bought elsewhere", async () => {
    const installed = await threeCarriers({ ...CHEAPEST, policy: { kind: "preferred", carrier: "easypost" } });
    const before = {
      easypost: world.easypost.bought(),
      shippo: world.shippo.bought(),
      own: world.carrier.stats().shipments,
    };
    const order = await placeOrder(world, installed);
    await ship(installed, order.id);
    expect(world.easypost.bought() - before.easypost).toBe(1);
    expect(world.shippo.bought()).toBe(before.shippo);
    expect(world.carrier.stats().shipments).toBe(before.own);
  });
});

describe("the guard against surprising costs", () => {
  const GUARDED: LabelSetting = { ...CHEAPEST, guard: { minor: 100, percent: null, dutiesWait: false } };

  /** The shopper paid a euro for shipping; the label costs 4.85. */
  const cheapShipping = { shippingLine: { title: "Standard", code: "standard", priceMinor: 100 } };

  async function answer(installed: InstalledShop, orderId: string, parcelId: string, what: object): Promise<boolean> {
    const { parseId } = await import("../../app/core/ids.ts");
    const { answerLabel } = await import("../../app/features/fulfillment/public.server.ts");
    const done = await answerLabel(
      installed.shopId,
      parseId(orderId),
      parseId(parcelId),
      what as { answer: "buy" },
      "7",
      world.clock.now(),
    );
    await world.settle(installed);
    return done;
  }

  test("tells of it in the ledger, and stops nothing as long as nobody said from where on", async () => {
    const installed = await threeCarriers();
    const order = await placeOrder(world, installed, cheapShipping);
    await ship(installed, order.id);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "labelled" }]);
    expect(await choicesOf(installed)).toMatchObject([
      {
        status: "chosen",
        guard: [{ code: "abovePaid", costMinor: 485, paidMinor: 100, overMinor: 385, currency: "EUR" }],
      },
    ]);
    expect(await eventsOf(installed)).toEqual(["label.chosen", "label.surprise"]);
  });

  test("above the threshold nothing is bought until a person says so", async () => {
    const installed = await threeCarriers(GUARDED);
    const before = world.carrier.stats().shipments;
    const order = await placeOrder(world, installed, cheapShipping);
    const parcelId = await ship(installed, order.id);
    expect(world.carrier.stats().shipments).toBe(before);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "planned" }]);
    const attention = () =>
      rowsOf<{ attention: string }>(
        world,
        installed,
        `select attention from shop_order where shop_id = $1 and order_id = ${order.id}`,
      );
    expect(await attention()).toEqual([{ attention: "label" }]);

    expect(await answer(installed, order.id, parcelId, { answer: "buy" })).toBe(true);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "labelled", carrier: "stand-in", cost: 485 }]);
    expect(await attention()).toEqual([{ attention: "" }]);
    expect(await eventsOf(installed)).toEqual(["label.chosen", "label.waits", "label.approved"]);
    // Answered once: the second click does nothing.
    expect(await answer(installed, order.id, parcelId, { answer: "buy" })).toBe(false);
    expect(world.carrier.stats().shipments).toBe(before + 1);
  });

  test("asks again about the label that takes the place of an approved one, and each answer buys one of its own", async () => {
    const installed = await threeCarriers({ ...GUARDED, policy: { kind: "preferred", carrier: "stand-in" } });
    const before = world.carrier.stats();
    const order = await placeOrder(world, installed, cheapShipping);
    const parcelId = await ship(installed, order.id);
    expect(await answer(installed, order.id, parcelId, { answer: "buy" })).toBe(true);
    const numbers = () => [...installed.shop.fulfillments.values()].map(({ tracking }) => tracking[0]?.number);
    const [first] = numbers();

    // Weighed again, the service of before does not take it.
    const { parseId } = await import("../../app/core/ids.ts");
    const { replaceLabel } = await import("../../app/features/fulfillment/public.server.ts");
    const wanted = { grams: 5_200, box: null, offered: null, otherService: true };
    expect(await replaceLabel(installed.shopId, parseId(parcelId), wanted, "7", world.clock.now())).toBeNull();
    for (let n = 0; n < 4; n += 1) await world.advance(installed, MINUTE);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "planned" }]);
    expect(await choicesOf(installed)).toMatchObject([{ status: "waiting", guard: [{ costMinor: 810 }] }]);
    expect(world.carrier.stats()).toMatchObject({ shipments: before.shipments + 1, voided: before.voided + 1 });

    // Two answer at once, and the carrier's answer is lost.
    world.carrier.turn({ ...DEFAULT_KNOBS, answersLost: 1 });
    const clicks = [1, 2].map(() => answer(installed, order.id, parcelId, { answer: "buy" }));
    expect((await Promise.all(clicks)).sort()).toEqual([false, true]);
    world.carrier.turn(DEFAULT_KNOBS);
    for (let n = 0; n < 8; n += 1) await world.advance(installed, MINUTE);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "labelled", cost: 810 }]);
    expect(world.carrier.stats()).toMatchObject({ shipments: before.shipments + 2, voided: before.voided + 1 });
    expect(numbers()).toEqual([expect.not.stringMatching(`^${first}$`)]);
    expect(await eventsOf(installed)).toEqual([
      ...["label.chosen", "label.waits", "label.approved"],
      ...["label.replacing", "label.voided"],
      ...["label.chosen", "label.waits", "label.approved"],
    ]);
  });

  test("another of the offers may be taken, and only one that was offered", async () => {
    const installed = await threeCarriers(GUARDED);
    const order = await placeOrder(world, installed, cheapShipping);
    const parcelId = await ship(installed, order.id);
    expect(await answer(installed, order.id, parcelId, { answer: "take", carrier: "shippo", service: "rocket" })).toBe(
      false,
    );
    expect(
      await answer(installed, order.id, parcelId, { answer: "take", carrier: "shippo", service: "usps_priority" }),
    ).toBe(true);
    expect(await parcelsOf(installed)).toMatchObject([
      { stage: "labelled", carrier: "shippo", service: "usps_priority" },
    ]);
  });

  test("left, the order may be shipped anew", async () => {
    const installed = await threeCarriers(GUARDED);
    const order = await placeOrder(world, installed, cheapShipping);
    const parcelId = await ship(installed, order.id);
    expect(await answer(installed, order.id, parcelId, { answer: "leave" })).toBe(true);
    expect(await parcelsOf(installed)).toEqual([]);
    expect(await choicesOf(installed)).toEqual([]);
    expect(Number(await ship(installed, order.id))).toBeGreaterThan(Number(parcelId));
  });

  test("the automatic mode waits, too, and asks once", async () => {
    const installed = await threeCarriers(GUARDED);
    await switchOn(world, installed, "ship");
    await placeOrder(world, installed, cheapShipping);
    await world.advance(installed, 3_600_000);
    expect(await choicesOf(installed)).toMatchObject([{ status: "waiting" }]);
    expect((await eventsOf(installed)).filter((code) => code === "label.waits")).toHaveLength(1);
  });

  test("duties that nobody pays wait where the merchant wants it; within the customs union there are none", async () => {
    const installed = await threeCarriers({ ...CHEAPEST, guard: { minor: null, percent: null, dutiesWait: true } });
    const abroad = (countryCode: string, city: string) => ({
      shippingAddress: {
        firstName: "Ana",
        lastName: "Pérez",
        address1: "Rua 1",
        city,
        zip: "1000",
        countryCode,
        latitude: 38.7,
        longitude: -9.1,
      },
      shippingLine: { title: "Standard", code: "standard", priceMinor: 5_000 },
    });
    const near = await placeOrder(world, installed, abroad("PT", "Lisboa"));
    await ship(installed, near.id);
    const far = await placeOrder(world, installed, abroad("GB", "London"));
    await ship(installed, far.id);
    expect(await choicesOf(installed)).toMatchObject([
      { status: "chosen", guard: [] },
      { status: "waiting", guard: [{ code: "dutiesUnpaid", from: "ES", to: "GB" }] },
    ]);
  });
});
