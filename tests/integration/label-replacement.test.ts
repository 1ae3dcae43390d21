/** A parcel weighs otherwise than its label says: the label is given back, and only then another is bought. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { parseId, type ParcelId } from "../../app/core/ids.ts";
import type { WeighAction } from "../../app/features/picking/weigh-parcel.server.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { connectMail, setMessages } from "./messages-steps.ts";
import { MINUTE, openShop, placeOrder, rowsOf } from "./shipping-steps.ts";

let world: TestWorld;
let app: Awaited<ReturnType<typeof load>>;
const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/fulfillment/public.server.ts")),
  ...(await import("../../app/features/fulfillment/read-label.server.ts")),
  ...(await import("../../app/features/intents/public.server.ts")),
  ...(await import("../../app/features/picking/weigh-parcel.server.ts")),
  ...(await import("../../app/features/picking/weigh-page.server.ts")),
  ...(await import("../../app/features/picking/find-task.server.ts")),
  ...(await import("../../app/features/packing/act-on-manifests.server.ts")),
});
beforeAll(async () => {
  world = await openWorld();
  app = await load();
});
afterEach(() => world.carrier.turn(DEFAULT_KNOBS));
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

const now = () => world.clock.now();

interface Row extends Record<string, unknown> {
  readonly parcel_id: string;
  readonly stage: string;
  readonly number: string | null;
  readonly ref: string | null;
  readonly cost: number | null;
  readonly grams: number | null;
}
async function parcelOf(installed: InstalledShop): Promise<Row & { readonly id: ParcelId }> {
  const [row] = await rowsOf<Row>(
    world,
    installed,
    "select parcel_id, stage, tracking_number as number, carrier_ref as ref, cost_minor::int as cost, grams from parcel where shop_id = $1",
  );
  if (!row) throw new Error("no parcel");
  return { ...row, id: parseId<ParcelId>(row.parcel_id) };
}

/** Two shirts, labelled and told to Shopify. */
async function labelled(
  also?: "messages",
  { tellsItself = false } = {},
): Promise<{ installed: InstalledShop; parcel: Awaited<ReturnType<typeof parcelOf>> }> {
  const installed = await openShop(world, "route", "ship", ...(also ? [also] : []));
  if (tellsItself) {
    await connectMail(world, installed);
    const on = { on: true, urgent: true };
    const { USUAL_SETTINGS } = await import("../../app/features/messages/domain/settings.ts");
    await setMessages(world, installed, { kinds: { ...USUAL_SETTINGS.kinds, shipped: on, tracking_changed: on } });
  }
  await placeOrder(world, installed);
  await settle(installed, 4);
  return { installed, parcel: await parcelOf(installed) };
}

async function settle(installed: InstalledShop, minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n += 1) await world.advance(installed, MINUTE);
}

const weigh = ({ shopId }: InstalledShop, id: ParcelId, action: WeighAction) =>
  app.weighParcel(shopId, id, action, "7", now());
const HEAVY = { weight: "5.2 kg", box: "" };

/** Sees the offer and takes it. */
async function replace(installed: InstalledShop, id: ParcelId) {
  const offer = await weigh(installed, id, { do: "weigh", ...HEAVY });
  if (offer.status !== "offer") throw new Error(offer.status);
  const answer = await weigh(installed, id, { do: "replace", ...HEAVY, offered: String(offer.offered?.minor ?? "") });
  return { offer, answer };
}

const shownIn = ({ shop }: InstalledShop) =>
  [...shop.fulfillments.values()].map(({ status, tracking }) => [status, tracking.map(({ number }) => number)]);
const codes = async (installed: InstalledShop) =>
  (
    await rowsOf<{ code: string }>(
      world,
      installed,
      "select code from order_event where shop_id = $1 and (code like 'label.%' or code like 'parcel.%' or code like 'tracking.%') order by seq",
    )
  )
    .map(({ code }) => code)
    .filter((code) => !code.startsWith("label.address") && code !== "label.chosen");
const steps = (installed: InstalledShop) =>
  rowsOf(
    world,
    installed,
    "select status, was_minor::int as was, offered_minor::int as offered, grams, asked_by from label_replacement where shop_id = $1 order by replacement_id",
  );

describe("a parcel on the scale again", () => {
  test("that weighs what its label says needs nothing, nor one that would cost the same", async () => {
    const { installed, parcel } = await labelled();
    expect(await weigh(installed, parcel.id, { do: "weigh", weight: "", box: "" })).toMatchObject({ status: "fits" });
    // The same started kilogram costs the same.
    expect(await weigh(installed, parcel.id, { do: "weigh", weight: "900", box: "" })).toEqual({
      status: "same",
      weighed: 900,
    });
    expect(await weigh(installed, parcel.id, { do: "weigh", weight: "much", box: "" })).toEqual({
      status: "refused",
      code: "weight",
    });
    expect(await steps(installed)).toEqual([]);
  });

  test("is found by the number on its label", async () => {
    const { installed, parcel } = await labelled();
    const found = await app.inShop(installed.shopId, (tx) => app.findTask(tx, parcel.number ?? "", null));
    expect(found).toEqual({ status: "parcel", parcelId: parcel.id });
  });

  test("is told both prices, and nothing happens for a price that nobody saw", async () => {
    const { installed, parcel } = await labelled();
    expect(await weigh(installed, parcel.id, { do: "weigh", ...HEAVY })).toEqual({
      status: "offer",
      weighed: 5_200,
      was: { minor: 485, currency: "EUR" },
      offered: { minor: 810, currency: "EUR" },
      otherService: false,
      changed: false,
    });
    expect(await weigh(installed, parcel.id, { do: "replace", ...HEAVY, offered: "700" })).toMatchObject({
      status: "offer",
      changed: true,
    });
    expect(await steps(installed)).toEqual([]);
  });
});

describe("the shopper", () => {
  const told = (installed: InstalledShop) =>
    rowsOf(
      world,
      installed,
      "select kind, status, why from message where shop_id = $1 and kind in ('shipped', 'tracking_changed') order by message_id",
    );

  test("is told the new number by Shopify, where it told them the first", async () => {
    const { installed, parcel } = await labelled("messages");
    await replace(installed, parcel.id);
    await settle(installed, 4);
    expect(await told(installed)).toEqual([
      { kind: "shipped", status: "left", why: "shopify" },
      { kind: "tracking_changed", status: "left", why: "shopify" },
    ]);
    const [{ notify } = { notify: null }] = await rowsOf<{ notify: boolean }>(
      world,
      installed,
      "select (input ->> 'notify')::boolean as notify from intent where shop_id = $1 and kind = 'fulfillment.tracking'",
    );
    expect(notify).toBe(true);
  });

  test("is told it by us where we told them the first, each new number once; and not at all while the first still waits", async () => {
    world.mailbox.knobs.recipient = 450;
    const { installed, parcel } = await labelled("messages", { tellsItself: true });
    await replace(installed, parcel.id);
    await settle(installed, 4);
    // The mail server has put the first off: it will have the new number.
    expect(await told(installed)).toEqual([{ kind: "shipped", status: "waiting", why: "later" }]);
    world.mailbox.knobs.recipient = null;
    await settle(installed, 60);
    const first = (await parcelOf(installed)).number ?? "";
    expect(world.mailbox.mails.map(({ text }) => text).filter((text) => text.includes(first))).toHaveLength(1);

    const again = await weigh(installed, parcel.id, { do: "weigh", weight: "800", box: "" });
    const offered = again.status === "offer" ? String(again.offered?.minor) : "";
    await weigh(installed, parcel.id, { do: "replace", weight: "800", box: "", offered });
    await settle(installed, 4);
    const second = (await parcelOf(installed)).number ?? "";
    expect(second).not.toBe(first);
    expect(world.mailbox.mails.map(({ text }) => text).filter((text) => text.includes(second))).toHaveLength(1);
    expect(await told(installed)).toMatchObject([
      { kind: "shipped", status: "sent" },
      { kind: "tracking_changed", status: "sent" },
    ]);
  });
});

describe("void and buy anew", () => {
  test("gives the label back, then buys the other, and Shopify has its number", async () => {
    const { installed, parcel } = await labelled();
    const before = world.carrier.stats();
    expect((await replace(installed, parcel.id)).answer).toEqual({ status: "replacing" });
    // From the click on nobody prints the old one.
    expect(await app.readLabel(installed.shopId, parcel.id, "7", now())).toBeUndefined();
    expect(await weigh(installed, parcel.id, { do: "weigh", ...HEAVY })).toEqual({
      status: "refused",
      code: "underWay",
    });
    await settle(installed, 4);

    const other = await parcelOf(installed);
    expect(other).toMatchObject({ stage: "labelled", cost: 810, grams: 5_200 });
    expect(other.number).not.toBe(parcel.number);
    expect(shownIn(installed)).toEqual([["SUCCESS", [other.number]]]);
    expect(world.carrier.stats()).toMatchObject({ shipments: before.shipments + 1, voided: before.voided + 1 });
    expect(await steps(installed)).toEqual([{ status: "done", was: 485, offered: 810, grams: 5_200, asked_by: "7" }]);
    expect(await codes(installed)).toEqual([
      "parcel.planned",
      "parcel.labelled",
      "label.replacing",
      "label.voided",
      "parcel.labelled",
      "tracking.corrected",
    ]);
    expect((await app.readLabel(installed.shopId, parcel.id, "7", now()))?.bytes.subarray(0, 4).toString()).toBe(
      "%PDF",
    );
    // And again: each is another label.
    const again = await weigh(installed, parcel.id, { do: "weigh", weight: "800", box: "" });
    expect(again).toMatchObject({ status: "offer", was: { minor: 810 }, offered: { minor: 485 } });
  });

  test("two who click at once begin it once", async () => {
    const { installed, parcel } = await labelled();
    const before = world.carrier.stats().shipments;
    const click = () => weigh(installed, parcel.id, { do: "replace", ...HEAVY, offered: "810" });
    const answers = await Promise.all([click(), click()]);
    expect(answers.map((each) => (each.status === "refused" ? each.code : each.status)).sort()).toEqual([
      "replacing",
      "underWay",
    ]);
    await settle(installed, 4);
    expect(world.carrier.stats().shipments).toBe(before + 1);
  });

  test("survives answers that are lost, of the void and of the purchase: one label is alive", async () => {
    const { installed, parcel } = await labelled();
    const before = world.carrier.stats();
    await replace(installed, parcel.id);
    world.carrier.turn({ ...DEFAULT_KNOBS, answersLost: 1 });
    await settle(installed, 2);
    // The carrier took it back, and we do not know: nothing else is bought yet.
    expect(world.carrier.stats()).toMatchObject({ shipments: before.shipments, voided: before.voided + 1 });
    expect(await steps(installed)).toMatchObject([{ status: "voiding" }]);
    world.carrier.turn(DEFAULT_KNOBS);
    for (let n = 0; n < 12 && (await parcelOf(installed)).stage !== "planned"; n += 1)
      await world.advance(installed, 10_000);
    world.carrier.turn({ ...DEFAULT_KNOBS, answersLost: 1 });
    await settle(installed, 2);
    world.carrier.turn(DEFAULT_KNOBS);
    await settle(installed, 8);
    const other = await parcelOf(installed);
    expect(other).toMatchObject({ stage: "labelled", cost: 810 });
    expect(shownIn(installed)).toEqual([["SUCCESS", [other.number]]]);
    expect(world.carrier.stats()).toMatchObject({ shipments: before.shipments + 1, voided: before.voided + 1 });
  });

  test("ends where the carrier does not take the label back: it holds, no other is bought, a person is told", async () => {
    const { installed, parcel } = await labelled();
    await replace(installed, parcel.id);
    const before = world.carrier.stats();
    // A driver of the carrier was quicker than our question.
    await world.owner.query("update intent set not_before = $2 where shop_id = $1 and kind = 'label.void'", [
      installed.shopId,
      new Date(now().getTime() + 4 * 86_400_000),
    ]);
    await world.advance(installed, 4 * 86_400_000 + MINUTE);
    await settle(installed, 3);
    expect(await steps(installed)).toMatchObject([{ status: "kept" }]);
    expect(world.carrier.stats()).toMatchObject({ shipments: before.shipments, voided: before.voided });
    const kept = await parcelOf(installed);
    expect(kept.number).toBe(parcel.number);
    expect(kept.ref).toBe(parcel.ref);
    expect(await codes(installed)).toContain("label.not_voided");
    expect(shownIn(installed).map(([, numbers]) => numbers)).toEqual([[parcel.number]]);
  });

  test("leaves no parcel without a way on: where no other could be bought, it is bought on the next click", async () => {
    const { installed, parcel } = await labelled();
    await replace(installed, parcel.id);
    // Between the offer and the purchase the locations lose their streets.
    const places = [...installed.shop.locations.values()].map(({ address }) => ({
      address,
      address1: address.address1,
    }));
    for (const { address } of places) address.address1 = "";
    await settle(installed, 4);
    expect(await parcelOf(installed)).toMatchObject({ stage: "void", ref: null });
    expect(await steps(installed)).toMatchObject([{ status: "failed" }]);
    const attention = "select attention from shop_order where shop_id = $1";
    expect(await rowsOf(world, installed, attention)).toEqual([{ attention: "refused" }]);
    for (const { address, address1 } of places) address.address1 = address1;
    // It is not shipped a second time.
    expect(shownIn(installed)).toHaveLength(1);
    const { answer } = await replace(installed, parcel.id);
    expect(answer).toEqual({ status: "replacing" });
    await settle(installed, 4);
    const other = await parcelOf(installed);
    expect(other).toMatchObject({ stage: "labelled", cost: 810 });
    expect(shownIn(installed)).toEqual([["SUCCESS", [other.number]]]);
    expect(await rowsOf(world, installed, attention)).toEqual([{ attention: "" }]);
  });

  test("is not offered once the carrier has scanned it", async () => {
    const { installed, parcel } = await labelled();
    await world.advance(installed, 4 * 86_400_000);
    expect(await weigh(installed, parcel.id, { do: "weigh", ...HEAVY })).toEqual({
      status: "refused",
      code: "onItsWay",
    });
    const shown = await app.weighPage(installed.shopId, parcel.id, now());
    expect(shown).toMatchObject({ refusal: "onItsWay", last: null });
  });

  test("is not offered while a driver's list has it; a parcel that stayed comes off the list, gets its label and goes on the next", async () => {
    const { installed, parcel } = await labelled();
    const close = async () => {
      const [at] = await rowsOf<{ location_id: string }>(
        world,
        installed,
        "select location_id from parcel where shop_id = $1",
      );
      const form = { do: "close", location: at?.location_id ?? "", carrier: "stand-in" };
      return app.actOnManifests(installed.shopId, form, "7", now());
    };
    const lists = () =>
      rowsOf(world, installed, "select sheet, parcels from handover_manifest where shop_id = $1 order by manifest_id");
    await close();
    await settle(installed, 2);
    // The carrier has its number on a sheet of its own.
    expect(await weigh(installed, parcel.id, { do: "weigh", ...HEAVY })).toEqual({ status: "refused", code: "onList" });
    expect(await app.weighPage(installed.shopId, parcel.id, now())).toMatchObject({ list: { onSheet: true } });
    expect(await weigh(installed, parcel.id, { do: "stayed" })).toEqual({ status: "refused", code: "notOffList" });
    // It made none.
    await world.owner.query("update handover_manifest set sheet = 'refused' where shop_id = $1", [installed.shopId]);
    expect(await app.weighPage(installed.shopId, parcel.id, now())).toMatchObject({ list: { onSheet: false } });
    const clicks = [weigh(installed, parcel.id, { do: "stayed" }), weigh(installed, parcel.id, { do: "stayed" })];
    expect((await Promise.all(clicks)).map(({ status }) => status).sort()).toEqual(["offList", "refused"]);
    expect(await lists()).toEqual([{ sheet: "refused", parcels: 0 }]);
    expect((await replace(installed, parcel.id)).answer).toEqual({ status: "replacing" });
    await settle(installed, 4);
    expect(await close()).toMatchObject({ status: "closed", parcels: 1 });
    expect((await codes(installed)).filter((code) => /claimed|stayed/.test(code))).toEqual([
      "parcel.handed_over_claimed",
      "parcel.stayed_here",
      "parcel.handed_over_claimed",
    ]);
  });

  test("is withdrawn with shipping: a label that was not given back yet holds", async () => {
    const { installed, parcel } = await labelled();
    await replace(installed, parcel.id);
    await app.inShop(installed.shopId, (tx) => app.setSwitch(tx, "ship", false, "test", now()));
    await settle(installed, 2);
    const shown = await app.weighPage(installed.shopId, parcel.id, now());
    expect(shown).toMatchObject({ refusal: null, last: { status: "kept" }, number: parcel.number, hasLabel: true });
  });
});
