import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FulfillmentOrderId, ParcelId } from "../../app/core/ids.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { holdFulfillmentOrder } from "../devshop/state/hold.ts";
import type { Order } from "../devshop/state/orders.ts";
import { CARRIER_KEY, openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { DAY, HOUR, MINUTE, openShop, placeOrder, rowsOf, switchOn } from "./shipping-steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" }); // a Monday
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});
/** No surprises but those a test asks for. */
const CALM = { ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 };
beforeEach(() => {
  world.carrier.turn(CALM);
  Object.assign(world.devshop.knobs.edge, { lostAnswers: 0, serverErrors: 0 });
});

const parcels = (installed: InstalledShop) =>
  rowsOf<{ stage: string; tracking_number: string | null; fulfillment_id: string | null; units: number }>(
    world,
    installed,
    "select stage, tracking_number, fulfillment_id, units from parcel where shop_id = $1 order by parcel_id",
  );
const intents = (installed: InstalledShop) =>
  rowsOf<{ kind: string; status: string; outcome: unknown }>(
    world,
    installed,
    "select kind, status, outcome from intent where shop_id = $1 order by intent_id",
  );
const codes = async (installed: InstalledShop) =>
  (
    await rowsOf<{ code: string }>(
      world,
      installed,
      "select code from order_event where shop_id = $1 and code !~ '^(routing|order|promise)' order by occurred_at, seq",
    )
  ).map(({ code }) => code);
const fulfillmentsOf = ({ shop }: InstalledShop, order: Order) =>
  order.fulfillmentIds.flatMap((id) => shop.fulfillments.get(id) ?? []);

async function openFulfillmentOrder(installed: InstalledShop, order: Order): Promise<FulfillmentOrderId> {
  const { rows } = await world.owner.query<{ id: FulfillmentOrderId }>(
    "select fulfillment_order_id as id from fulfillment_order where shop_id = $1 and order_id = $2 and status <> 'CLOSED'",
    [installed.shopId, order.id],
  );
  if (!rows[0]) throw new Error("no open fulfillment order");
  return rows[0].id;
}

async function ship(installed: InstalledShop, order: Order) {
  const { shipFulfillmentOrder } = await import("../../app/features/fulfillment/public.server.ts");
  const id = await openFulfillmentOrder(installed, order);
  const outcome = await shipFulfillmentOrder(installed.shopId, id, { by: "7" }, world.clock.now());
  await world.settle(installed);
  return outcome;
}

async function connect({ shopId }: InstalledShop, apiKey: string): Promise<void> {
  const [{ inShop }, { saveCarrierAccount }] = await Promise.all([
    import("../../app/platform/db/in-shop.server.ts"),
    import("../../app/features/carriers/public.server.ts"),
  ]);
  const account = { carrier: "stand-in", credentials: { apiKey }, enabled: true };
  await inShop(shopId, (tx) => saveCarrierAccount(tx, account, world.clock.now()));
}

describe("an order that may be shipped", () => {
  test("gets its label and its fulfilment without a hand, and is followed to the door", async () => {
    const installed = await openShop(world, "route", "ship", "events");
    const order = await placeOrder(world, installed);
    const [fulfillment] = fulfillmentsOf(installed, order);
    expect(await parcels(installed)).toEqual([
      {
        stage: "labelled",
        units: 2,
        tracking_number: fulfillment?.tracking[0]?.number,
        fulfillment_id: fulfillment?.id,
      },
    ]);
    expect(fulfillment?.tracking[0]?.company).toBe("Tramo");

    for (let half = 0; half < 2 * 7; half += 1) await world.advance(installed, 12 * HOUR);
    expect(await parcels(installed)).toMatchObject([{ stage: "delivered" }]);
    const told = fulfillment?.events.map(({ status }) => status) ?? [];
    expect(told).toEqual(["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"]);
    expect(await codes(installed)).toEqual(
      expect.arrayContaining(["parcel.planned", "parcel.labelled", "parcel.handed_over", "parcel.delivered"]),
    );
    expect(await rowsOf(world, installed, "select stage, attention from shop_order where shop_id = $1")).toEqual([
      { stage: "delivered", attention: "" },
    ]);
    const [{ watched } = { watched: 1 }] = await rowsOf<{ watched: number }>(
      world,
      installed,
      "select count(*)::int as watched from parcel where shop_id = $1 and next_poll_at is not null",
    );
    expect(watched).toBe(0);
  });

  test("keeps its label sealed: the bytes in the table are not the PDF, the bytes we read are", async () => {
    const installed = await openShop(world, "ship");
    await placeOrder(world, installed);
    const [{ inShop }, { readFile }] = await Promise.all([
      import("../../app/platform/db/in-shop.server.ts"),
      import("../../app/platform/files.server.ts"),
    ]);
    const [row] = await rowsOf<{ id: string; sealed: Buffer }>(
      world,
      installed,
      "select file_id as id, sealed from stored_file where shop_id = $1",
    );
    expect(row?.sealed.includes("%PDF")).toBe(false);
    const file = await inShop(installed.shopId, (tx) => readFile(tx, row?.id ?? "0"));
    expect(file?.contentType).toBe("application/pdf");
    expect(file?.bytes.toString("latin1")).toMatch(/^%PDF/);
  });

  test("has its label read by people, and each reading is written down", async () => {
    const installed = await openShop(world, "ship");
    await placeOrder(world, installed);
    const { readLabel } = await import("../../app/features/fulfillment/read-label.server.ts");
    const [parcel] = await rowsOf<{ id: ParcelId }>(
      world,
      installed,
      "select parcel_id as id from parcel where shop_id = $1",
    );
    const label = await readLabel(installed.shopId, parcel?.id ?? ("0" as ParcelId), "7", world.clock.now());
    expect(label?.bytes.toString("latin1")).toContain("Calle Sierpes 1");
    const readings = await rowsOf(
      world,
      installed,
      "select who, purpose from personal_read where shop_id = $1 order by read_id",
    );
    expect(readings).toEqual([
      { who: "entrega", purpose: "label" },
      { who: "7", purpose: "label" },
    ]);
    expect(await readLabel(installed.shopId, "1" as ParcelId, "7", world.clock.now())).toBeUndefined();
  });

  test("is left alone while shipping is observed, until a person clicks", async () => {
    const installed = await openShop(world);
    const order = await placeOrder(world, installed);
    expect(await parcels(installed)).toEqual([]);
    expect(await ship(installed, order)).toMatchObject({ outcome: "planned" });
    expect(await parcels(installed)).toMatchObject([{ stage: "labelled" }]);
    expect(fulfillmentsOf(installed, order)).toHaveLength(1);
  });

  test("is not touched when it is older than the switch", async () => {
    const installed = await openShop(world);
    await placeOrder(world, installed);
    await world.advance(installed, MINUTE);
    await switchOn(world, installed, "ship");
    await placeOrder(world, installed);
    expect(await parcels(installed)).toHaveLength(1);
  });
});

describe("an order that may not be shipped", () => {
  test.each([
    ["unpaid", { financialStatus: "PENDING" }, "payment_pending"],
    ["risky", { riskLevel: "HIGH" }, "risk"],
    ["to be picked up", { delivery: { methodType: "PICK_UP" } }, "other_method"],
  ] as const)("because it is %s gets no label, and the click is told why", async (_, change, reason) => {
    const installed = await openShop(world, "ship");
    const order = await placeOrder(world, installed, change);
    expect(await parcels(installed)).toEqual([]);
    expect(await ship(installed, order)).toEqual({ outcome: "refused", reason });
    expect(await intents(installed)).toEqual([]);
  });

  test("because it is held gets no label", async () => {
    const installed = await openShop(world);
    const order = await placeOrder(world, installed);
    hold(installed, await openFulfillmentOrder(installed, order));
    await world.settle(installed);
    expect(await ship(installed, order)).toEqual({ outcome: "refused", reason: "held" });
  });

  test("because it has a label already gets no second one", async () => {
    const installed = await openShop(world);
    const order = await placeOrder(world, installed);
    const { shipFulfillmentOrder } = await import("../../app/features/fulfillment/public.server.ts");
    const id = await openFulfillmentOrder(installed, order);
    const clicks = await Promise.all(
      ["7", "8"].map((by) => shipFulfillmentOrder(installed.shopId, id, { by }, world.clock.now())),
    );
    expect(clicks.map(({ outcome }) => outcome).sort()).toEqual(["planned", "refused"]);
    await world.settle(installed);
    expect(fulfillmentsOf(installed, order)).toHaveLength(1);
  });

  test("without a carrier's account says so", async () => {
    const installed = await openShop(world);
    const order = await placeOrder(world, installed);
    await world.owner.query("update carrier_account set enabled = false where shop_id = $1", [installed.shopId]);
    expect(await ship(installed, order)).toEqual({ outcome: "refused", reason: "no_carrier" });
  });
});

function hold({ shop }: InstalledShop, id: string): void {
  const held = holdFulfillmentOrder(world.devshop.world, shop, {
    id,
    reason: "INCORRECT_ADDRESS",
    reasonNotes: null,
    handle: "",
    externalId: null,
    lines: [],
    heldByApp: null,
  });
  if (!held.ok) throw new Error(JSON.stringify(held));
}

/** The connection breaks right after Shopify has done the next thing of this topic. */
let losing: string | null = null;
beforeAll(() => {
  world.devshop.world.onEvent((_, { topic }) => {
    if (topic !== losing) return;
    losing = null;
    world.devshop.knobs.edge.lostAnswers = 1;
    setImmediate(() => (world.devshop.knobs.edge.lostAnswers = 0));
  });
});

describe("when an answer is lost", () => {
  test("on the way from the carrier, one label is bought", async () => {
    const installed = await openShop(world);
    const order = await placeOrder(world, installed);
    const before = world.carrier.stats().shipments;
    world.carrier.turn({ ...CALM, answersLost: 1 });
    await ship(installed, order);
    expect(await intents(installed)).toMatchObject([{ kind: "label.buy", status: "unsure" }]);
    world.carrier.turn(CALM);
    await world.advance(installed, 2 * MINUTE);
    expect(await parcels(installed)).toMatchObject([{ stage: "labelled" }]);
    expect(world.carrier.stats().shipments - before).toBe(1);
  });

  test("on the way from Shopify, one fulfilment is made", async () => {
    const installed = await openShop(world);
    const order = await placeOrder(world, installed);
    world.carrier.turn({ ...CALM, unavailable: 1 });
    await ship(installed, order); // waits for the carrier
    world.carrier.turn(CALM);
    losing = "fulfillments/create";
    await world.advance(installed, MINUTE);
    expect(await intents(installed)).toMatchObject([{ status: "done" }, { status: "unsure" }]);
    await world.advance(installed, 2 * MINUTE);
    expect(fulfillmentsOf(installed, order)).toHaveLength(1);
    expect((await intents(installed)).map(({ kind, status }) => [kind, status])).toEqual([
      ["label.buy", "done"],
      ["fulfillment.create", "done"],
    ]);
  });
});

describe("when the answer to an event is lost", () => {
  test("the event is written once", async () => {
    const installed = await openShop(world, "ship", "events");
    const order = await placeOrder(world, installed);
    losing = "fulfillment_events/create";
    for (let half = 0; half < 2 * 7; half += 1) await world.advance(installed, 12 * HOUR);
    expect(losing).toBeNull();
    const told = fulfillmentsOf(installed, order)[0]?.events.map(({ status }) => status);
    expect(told).toEqual(["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"]);
    expect(new Set((await intents(installed)).map(({ status }) => status))).toEqual(new Set(["done"]));
  });
});

describe("when Shopify refuses the fulfilment", () => {
  test("the parcel is void, its label goes back, a person is told", async () => {
    const installed = await openShop(world);
    const order = await placeOrder(world, installed);
    const id = await openFulfillmentOrder(installed, order);
    const before = world.carrier.stats().voided;
    // Somebody holds it in Shopify, and the webhooks are lost: we cannot know.
    world.devshop.knobs.webhooks.drop = 1;
    hold(installed, id);
    await ship(installed, order);
    world.devshop.knobs.webhooks.drop = 0;
    expect((await intents(installed)).map(({ kind, status }) => [kind, status])).toEqual([
      ["label.buy", "done"],
      ["fulfillment.create", "refused"],
      ["label.void", "done"],
    ]);
    expect(world.carrier.stats().voided - before).toBe(1);
    expect(await codes(installed)).toEqual(
      expect.arrayContaining(["parcel.labelled", "parcel.refused", "label.voided"]),
    );
    expect(await rowsOf(world, installed, "select stage, attention from shop_order where shop_id = $1")).toEqual([
      { stage: "held", attention: "refused" },
    ]);
    expect(await parcels(installed)).toMatchObject([{ stage: "void" }]);
  });

  test("an order that changed between plan and label is planned anew, without a label in between", async () => {
    const installed = await openShop(world, "ship");
    world.carrier.turn({ ...CALM, unavailable: 1 });
    const order = await placeOrder(world, installed);
    expect(await parcels(installed)).toMatchObject([{ stage: "planned" }]);
    const before = world.carrier.stats().shipments;
    hold(installed, await openFulfillmentOrder(installed, order));
    await world.settle(installed);
    world.carrier.turn(CALM);
    await world.advance(installed, MINUTE);
    expect(await parcels(installed)).toEqual([]);
    expect(world.carrier.stats().shipments).toBe(before);
    expect(await intents(installed)).toMatchObject([{ status: "refused", outcome: { codes: ["state:held"] } }]);
  });
});

describe("when the carrier refuses our key", () => {
  test("the account is switched off, no plan is left behind, and a good key sets everything going again", async () => {
    const installed = await openShop(world, "ship");
    await connect(installed, "old");
    await placeOrder(world, installed);
    expect(await parcels(installed)).toEqual([]);
    expect(await intents(installed)).toMatchObject([
      { kind: "label.buy", status: "refused", outcome: { codes: ["state:carrier_credentials"] } },
    ]);
    expect(await rowsOf(world, installed, "select enabled from carrier_account where shop_id = $1")).toEqual([
      { enabled: false },
    ]);
    expect(await rowsOf(world, installed, "select attention from shop_order where shop_id = $1")).toEqual([
      { attention: "refused" },
    ]);
    await connect(installed, CARRIER_KEY);
    await world.advance(installed, 16 * MINUTE); // the next reconcile
    expect(await parcels(installed)).toMatchObject([{ stage: "labelled" }]);
    expect(await rowsOf(world, installed, "select attention from shop_order where shop_id = $1")).toEqual([
      { attention: "" },
    ]);
  });
});

describe("on the road", () => {
  test("a code nobody can read stays unknown, is kept as it came, and Shopify is not told", async () => {
    world.carrier.turn({ ...CALM, undocumented: 1 });
    const installed = await openShop(world, "ship", "events");
    const order = await placeOrder(world, installed);
    await world.advance(installed, 7 * DAY);
    expect(
      await rowsOf(world, installed, "select code, stage from parcel_scan where shop_id = $1 and stage = 'unknown'"),
    ).toEqual([{ code: "2X7", stage: "unknown" }]);
    expect(await parcels(installed)).toMatchObject([{ stage: "delivered" }]);
    // A week of silence for us: only the last three changes are written.
    const told = fulfillmentsOf(installed, order)[0]?.events.map(({ status }) => status);
    expect(told).toEqual(["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"]);
    const { metrics } = await import("../../app/platform/metrics.server.ts");
    expect(await metrics.metrics()).toMatch(/entrega_unknown_scans_total\{carrier="stand-in"\} [1-9]/);
  });

  test("the same answers again change nothing", async () => {
    const installed = await openShop(world, "ship", "events");
    await placeOrder(world, installed);
    await world.advance(installed, 7 * DAY);
    const everything = () =>
      Promise.all([
        parcels(installed),
        codes(installed),
        intents(installed),
        rowsOf(world, installed, "select parcel_id, scan_key from parcel_scan where shop_id = $1 order by 1, 2"),
      ]);
    const before = await everything();
    await world.owner.query("update parcel set next_poll_at = $2 where shop_id = $1", [
      installed.shopId,
      world.clock.now(),
    ]);
    await world.owner.query("update shop_lane set ready_at = now() where shop_id = $1 and lane = 5", [
      installed.shopId,
    ]);
    await world.settle(installed);
    expect(await everything()).toEqual(before);
  });

  test("a carrier that refuses our key is asked again an hour later, and the parcel waits", async () => {
    const installed = await openShop(world, "ship");
    await placeOrder(world, installed);
    await connect(installed, "old");
    await world.advance(installed, 3 * HOUR);
    expect(await rowsOf(world, installed, "select stage, next_poll_at as at from parcel where shop_id = $1")).toEqual([
      { stage: "labelled", at: new Date(world.clock.now().getTime() + HOUR) },
    ]);
  });
});
