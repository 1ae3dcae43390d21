/** A carrier is asked whether it finds the address before a label is bought, and what comes of its answer. */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import type { AddressRule } from "../../app/features/carriers/domain/address/judge-address.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import type { Order } from "../devshop/state/orders.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { MINUTE, openShop, placeOrder, rowsOf, switchOn } from "./shipping-steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.carrier.turn(DEFAULT_KNOBS));

const ADDRESS = {
  firstName: "Ana",
  lastName: "Pérez",
  address1: "Calle Sierpes 1",
  city: "Sevilla",
  countryCode: "ES",
  latitude: 37.39,
  longitude: -5.99,
};
/** Valencia's post code behind Seville's name. */
const WRONG_TOWN = { shippingAddress: { ...ADDRESS, zip: "46004" } };
const NOWHERE = { shippingAddress: { ...ADDRESS, zip: "99999" } };

async function shop(rule?: AddressRule): Promise<InstalledShop> {
  const installed = await openShop(world, "route", "ship");
  if (rule) {
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const carriers = await import("../../app/features/carriers/public.server.ts");
    await inShop(installed.shopId, async (tx) =>
      carriers.writeLabelSetting(tx, { ...(await carriers.readLabelSetting(tx)), address: rule }, world.clock.now()),
    );
  }
  return installed;
}

async function placed(installed: InstalledShop, change = {}): Promise<Order> {
  const order = await placeOrder(world, installed, change);
  for (let n = 0; n < 6; n += 1) await world.advance(installed, 15_000);
  return order;
}

async function answer(installed: InstalledShop, order: Order, what: "buy" | "leave"): Promise<boolean> {
  const { answerAddress } = await import("../../app/features/fulfillment/public.server.ts");
  const done = await answerAddress(installed.shopId, parseId<OrderId>(order.id), what, "7", world.clock.now());
  await world.advance(installed, MINUTE);
  return done;
}

const parcelsOf = (installed: InstalledShop) =>
  rowsOf<{ stage: string }>(world, installed, "select stage from parcel where shop_id = $1 order by parcel_id");
const checksOf = (installed: InstalledShop) =>
  rowsOf<{ result: string; status: string; codes: string[]; parts: string[]; sealed: Buffer | null }>(
    world,
    installed,
    "select result, status, codes, parts, sealed from address_check where shop_id = $1 order by order_id",
  );
const attentionOf = async (installed: InstalledShop) =>
  (await rowsOf<{ attention: string }>(world, installed, "select attention from shop_order where shop_id = $1"))[0]
    ?.attention;
const told = async (installed: InstalledShop) =>
  (
    await rowsOf<{ code: string }>(
      world,
      installed,
      "select code from order_event where shop_id = $1 and code like 'label.address%' order by seq",
    )
  ).map(({ code }) => code);

describe("an address that the carrier", () => {
  test("finds is noted, and its label is bought", async () => {
    const installed = await shop();
    await placed(installed);
    expect(await checksOf(installed)).toMatchObject([{ result: "deliverable", status: "settled", sealed: null }]);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "labelled" }]);
    expect(await told(installed)).toEqual(["label.address_deliverable"]);
  });

  test("does not find has its label wait, and nothing is bought until a person says so", async () => {
    const installed = await shop();
    const before = world.carrier.stats().shipments;
    const order = await placed(installed, NOWHERE);
    expect(await checksOf(installed)).toMatchObject([
      { result: "undeliverable", status: "waiting", codes: ["invalid:zip"] },
    ]);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "planned" }]);
    expect(await attentionOf(installed)).toBe("address");
    // What the packing station and the block on Shopify's page say of it.
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { labelsWaiting } = await import("../../app/features/fulfillment/public.server.ts");
    const waits = () => inShop(installed.shopId, (tx) => labelsWaiting(tx, parseId<OrderId>(order.id)));
    expect(await waits()).toBe("address");
    const { intentsOfOrder } = await import("../../app/features/intents/public.server.ts");
    const [intent] = await inShop(installed.shopId, (tx) => intentsOfOrder(tx, parseId<OrderId>(order.id)));
    expect(intent).toMatchObject({ kind: "label.buy", status: "waits" });
    expect(world.carrier.stats().shipments).toBe(before);

    expect(await answer(installed, order, "buy")).toBe(true);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "labelled" }]);
    expect(await checksOf(installed)).toMatchObject([{ status: "approved" }]);
    expect(await waits()).toBeNull();
    expect(await attentionOf(installed)).toBe("");
    expect(await told(installed)).toEqual(["label.address_undeliverable", "label.address_approved"]);
    // Answered once: the second click does nothing.
    expect(await answer(installed, order, "buy")).toBe(false);
    expect(world.carrier.stats().shipments).toBe(before + 1);
  });

  test("would write otherwise is shown beside the order's own, and nowhere in the clear", async () => {
    const installed = await shop();
    const order = await placed(installed, WRONG_TOWN);
    const [check] = await checksOf(installed);
    expect(check).toMatchObject({ result: "corrected", status: "waiting", parts: ["zip"] });
    expect(check?.sealed?.includes("Sierpes")).toBe(false);
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { bothAddresses } = await import("../../app/features/fulfillment/public.server.ts");
    const orderId = parseId<OrderId>(order.id);
    const both = await inShop(installed.shopId, (tx) => bothAddresses(tx, orderId, "7", world.clock.now()));
    expect(both).toEqual({
      given: { address1: "Calle Sierpes 1", address2: null, city: "Sevilla", zip: "46004", countryCode: "ES" },
      suggested: { address1: "Calle Sierpes 1", address2: null, city: "Sevilla", zip: "41001", countryCode: "ES" },
    });
    const reads = `select who, purpose from personal_read where shop_id = $1 and purpose = 'address'`;
    expect(await rowsOf(world, installed, reads)).toEqual([{ who: "7", purpose: "address" }]);
  });

  test("is not asked about holds nothing up, however long it is away, and is told of once", async () => {
    const installed = await shop();
    world.carrier.turn({ ...DEFAULT_KNOBS, unavailable: 1 });
    await placed(installed);
    expect(await checksOf(installed)).toMatchObject([{ result: "unknown", status: "settled", codes: ["away"] }]);
    world.carrier.turn(DEFAULT_KNOBS);
    for (let n = 0; n < 6; n += 1) await world.advance(installed, 10 * MINUTE);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "labelled" }]);
    expect(await told(installed)).toEqual(["label.address_unknown", "label.address_deliverable"]);
  });
});

describe("a label that waits for its address", () => {
  test("is tried again when the address changes in Shopify, and the new one is asked about", async () => {
    const installed = await shop();
    const order = await placed(installed, NOWHERE);
    const address = order.shippingAddress;
    if (!address) throw new Error("no address");
    const change = async (zip: string) => {
      order.shippingAddress = { ...address, zip };
      order.updatedAt = world.clock.now();
      const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
      const { markChanged } = await import("../../app/platform/marks.server.ts");
      const mark = { kind: "order" as const, objectId: parseId<OrderId>(order.id) };
      await inShop(installed.shopId, (tx) => markChanged(tx, [mark], world.clock.now()));
      await world.advance(installed, MINUTE);
    };
    await change("46004");
    expect(await checksOf(installed)).toMatchObject([{ result: "corrected", status: "waiting" }]);
    expect(await attentionOf(installed)).toBe("address");
    await change("41004");
    expect(await checksOf(installed)).toMatchObject([{ result: "deliverable", status: "settled" }]);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "labelled" }]);
    expect(await attentionOf(installed)).toBe("");
  });

  test("is left alone when only the order changes", async () => {
    const installed = await shop();
    const order = await placed(installed, NOWHERE);
    const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
    const { recheckAddresses } = await import("../../app/features/fulfillment/public.server.ts");
    await inShop(installed.shopId, (tx) => recheckAddresses(tx, [parseId<OrderId>(order.id)], world.clock.now()));
    await world.advance(installed, MINUTE);
    expect(await checksOf(installed)).toMatchObject([{ result: "undeliverable", status: "waiting" }]);
    expect(await parcelsOf(installed)).toMatchObject([{ stage: "planned" }]);
  });

  test("is left when a person says so: the order may be shipped anew, and the address is asked about again", async () => {
    const installed = await shop();
    const order = await placed(installed, NOWHERE);
    await switchOff(installed);
    expect(await answer(installed, order, "leave")).toBe(true);
    expect(await parcelsOf(installed)).toEqual([]);
    expect(await checksOf(installed)).toEqual([]);
    await switchOn(world, installed, "ship");
  });

  test.each(["leave", "read"] as const)(
    "of somebody who is forgotten does not wait for nobody: %s ends it",
    async (by) => {
      const installed = await shop();
      const order = await placed(installed, NOWHERE);
      const orderId = parseId<OrderId>(order.id);
      const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
      const { redactCustomer } = await import("../../app/features/shops/redact-customer.server.ts");
      const { recheckAddresses } = await import("../../app/features/fulfillment/public.server.ts");
      await inShop(installed.shopId, (tx) =>
        redactCustomer(tx, { customerId: null, email: null, orderIds: [orderId] }),
      );
      expect(await checksOf(installed)).toMatchObject([{ status: "waiting", codes: [], parts: [], sealed: null }]);
      if (by === "leave") {
        await switchOff(installed);
        expect(await answer(installed, order, "leave")).toBe(true);
        expect(await parcelsOf(installed)).toEqual([]);
        return;
      }
      await inShop(installed.shopId, (tx) => recheckAddresses(tx, [orderId], world.clock.now()));
      await world.advance(installed, MINUTE);
      expect(await parcelsOf(installed)).toEqual([{ stage: "void" }]);
      expect(await attentionOf(installed)).toBe("refused");
    },
  );
});

describe("the merchant says which doubts count", () => {
  test("a correction alone holds nothing up, an undeliverable address does", async () => {
    const installed = await shop("undeliverable");
    await placed(installed, WRONG_TOWN);
    await placed(installed, NOWHERE);
    expect((await parcelsOf(installed)).map(({ stage }) => stage)).toEqual(["labelled", "planned"]);
  });

  test("none does: it is told and bought; or nobody is asked at all", async () => {
    const never = await shop("never");
    await placed(never, NOWHERE);
    expect(await parcelsOf(never)).toMatchObject([{ stage: "labelled" }]);
    expect(await told(never)).toEqual(["label.address_undeliverable"]);
    const off = await shop("off");
    await placed(off, NOWHERE);
    expect(await parcelsOf(off)).toMatchObject([{ stage: "labelled" }]);
    expect(await checksOf(off)).toEqual([]);
  });
});

async function switchOff({ shopId }: InstalledShop): Promise<void> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { setSwitch } = await import("../../app/features/intents/public.server.ts");
  await inShop(shopId, (tx) => setSwitch(tx, "ship", false, "test", world.clock.now()));
}
