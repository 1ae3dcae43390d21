import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseId, type FulfillmentOrderId, type RuleVersionId } from "../../app/core/ids.ts";
import type { Rule } from "../../app/features/automation/domain/rule.ts";
import type { Chosen } from "../../app/features/retroactive/apply.server.ts";
import { createFulfillment } from "../devshop/state/fulfil.ts";
import type { Order } from "../devshop/state/orders.ts";
import { spanishShop } from "../factories/shops.ts";
import { CARRIER_KEY, openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { always, draft, goLive, replayModules, WHO, type Drafted } from "./replay-steps.ts";
import {
  decisions,
  expectMirror,
  happen,
  HOUR,
  intents,
  location,
  onlyPart,
  openParts,
  order,
  places,
  ran,
  rows,
  SECOND,
  shrink,
  switchOn,
} from "./steps.ts";

let world: TestWorld;
let installed: InstalledShop;
let app: Awaited<ReturnType<typeof modules>>;
beforeAll(async () => {
  world = await openWorld();
  app = await modules();
});
beforeEach(async () => {
  installed = await world.install(spanishShop());
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

async function modules() {
  return {
    ...(await replayModules()),
    ...(await import("../../app/features/carriers/public.server.ts")),
    ...(await import("../../app/features/fulfillment/public.server.ts")),
    ...(await import("../../app/features/retroactive/look.server.ts")),
    ...(await import("../../app/features/retroactive/apply.server.ts")),
    ...(await import("../../app/features/retroactive/applied.server.ts")),
  };
}

const now = () => world.clock.now();
/** Orders go to the warehouse in Madrid; the rule sends them to the shop in Seville. */
const notFromMadrid = (): Rule =>
  always("r-1", {
    do: "excludeLocations",
    where: { field: "location.location", op: "isOneOf", value: [location(installed, "Madrid")] },
  });
const risky: Rule = always("r-2", {
  do: "hold",
  reason: "HIGH_RISK_OF_FRAUD",
  note: "",
  release: { until: "person" },
});

/** A version with these rules that is live now. */
async function live(...rules: readonly Rule[]): Promise<Drafted> {
  const drafted = await draft(app, installed, rules, now());
  await goLive(app, installed, drafted, now());
  return drafted;
}

async function look(versionId: RuleVersionId) {
  const seen = await app.lookAtOpen(installed.shopId, versionId, now());
  if (seen === undefined) throw new Error("rules that cannot be asked");
  return seen.changes;
}

async function apply(drafted: Drafted, chosen: readonly Chosen[]): Promise<string> {
  const answer = await app.applyToOpen(installed.shopId, { ...drafted, chosen }, WHO, now());
  if (answer.kind !== "applied") throw new Error(answer.kind);
  return answer.seq;
}

/** What everything that follows comes to, and what somebody is told of it. */
async function told({ setId }: Drafted, seq: string): Promise<string[]> {
  await world.settle(installed);
  await world.advance(installed, 10 * SECOND);
  const page = await app.appliedPage(installed.shopId, setId, seq);
  return page?.orders.map(({ name, told, became }) => `${name} ${told} ${became}`) ?? [];
}

/** Somebody in the shop's admin ships what is left of an order. */
const ship = (placed: Order) =>
  createFulfillment(world.devshop.world, installed.shop, {
    parts: [{ fulfillmentOrderId: onlyPart(installed, placed).id, lines: null }],
    tracking: null,
  });

/** Somebody packs an order here: its label is to be bought. */
async function pack(placed: Order): Promise<void> {
  await app.inShop(installed.shopId, async (tx) => {
    const account = { carrier: "stand-in", credentials: { apiKey: CARRIER_KEY }, enabled: true };
    expect(await app.saveCarrierAccount(tx, account, now())).toMatchObject({ status: "saved" });
  });
  const id = parseId<FulfillmentOrderId>(onlyPart(installed, placed).id);
  expect(await app.shipFulfillmentOrder(installed.shopId, id, { by: WHO }, now())).toMatchObject({
    outcome: "planned",
  });
}

const threeOrders = async (): Promise<[Order, Order, Order]> => [
  await order(world, installed, { "CAM-1": 1 }),
  await order(world, installed, { "CAM-1": 1 }),
  await order(world, installed, { "CAM-1": 1 }),
];
const SEVILLE = { "Tienda Sevilla": 1 };
const MADRID = { "Almacén Madrid": 1 };

describe("open orders under a new rule", () => {
  test("are listed with where they are and would be, what it costs, and why; the chosen ones move, the others stay", async () => {
    await switchOn(world, installed, "route", "hold");
    const [first, second, third] = await threeOrders();
    expect([first, second, third].map((each) => places(installed, each))).toEqual([MADRID, MADRID, MADRID]);
    const drafted = await live(notFromMadrid());

    const changes = await look(drafted.versionId);
    expect(changes.map(({ name }) => name)).toEqual([first.name, second.name, third.name]);
    expect(changes[0]).toMatchObject({
      change: "moved",
      from: location(installed, "Madrid"),
      parts: [{ locationId: location(installed, "Sevilla"), units: 1 }],
      rules: ["Rule r-1"],
    });
    expect(changes[0]?.thenMinor).toBeLessThan(changes[0]?.nowMinor ?? 0);

    const seq = await apply(drafted, changes.slice(0, 2));
    expect(await told(drafted, seq)).toEqual([`${first.name} taken move`, `${second.name} taken move`]);
    expect([first, second, third].map((each) => places(installed, each))).toEqual([SEVILLE, SEVILLE, MADRID]);
    expect(await decisions(world, installed, first)).toEqual([
      { outcome: "stay", mode: "live", cause: "new" },
      { outcome: "move", mode: "live", cause: "rules" },
    ]);
    expect(await decisions(world, installed, third)).toHaveLength(1);
    expect((await look(drafted.versionId)).map(({ name }) => name)).toEqual([third.name]);
    expect(
      await rows(world, "select code, who, data->>'count' as count from audit_entry where seq = $1", [seq]),
    ).toEqual([{ code: "rules.version.applied", who: WHO, count: "2" }]);
    await expectMirror(world, installed);
  });

  test("are listed for a draft, too, which can be applied only when it is live", async () => {
    await switchOn(world, installed, "route");
    await threeOrders();
    const drafted = await draft(app, installed, [notFromMadrid()], now());
    const changes = await look(drafted.versionId);
    expect(changes).toHaveLength(3);
    expect(await app.applyToOpen(installed.shopId, { ...drafted, chosen: changes }, WHO, now())).toEqual({
      kind: "notLive",
    });
    expect(await decisions(world, installed)).toHaveLength(3);
  });

  test("take the stock one after the other, the oldest first", async () => {
    await switchOn(world, installed, "route");
    const [first] = await threeOrders();
    shrink(world, installed, "CAM-1", "Sevilla", 4);
    await world.settle(installed);
    const drafted = await live(notFromMadrid());
    expect((await look(drafted.versionId)).map(({ name }) => name)).toEqual([first.name]);
  });

  test("that were placed before the switch are moved as well: a person chose them", async () => {
    const [first] = await threeOrders();
    await world.advance(installed, HOUR);
    await switchOn(world, installed, "route");
    const drafted = await live(notFromMadrid());
    const seq = await apply(drafted, (await look(drafted.versionId)).slice(0, 1));
    expect(await told(drafted, seq)).toEqual([`${first.name} taken move`]);
    expect(places(installed, first)).toEqual(SEVILLE);
  });

  test("are held where a rule says so, and released where none does any more", async () => {
    await switchOn(world, installed, "route", "hold");
    const placed = await order(world, installed, { "CAM-1": 1 });
    const holding = await live(risky);
    const seq = await apply(holding, await look(holding.versionId));
    expect(await told(holding, seq)).toEqual([`${placed.name} taken hold`]);
    expect(onlyPart(installed, placed).status).toBe("ON_HOLD");

    const drafted = await app.inShop(installed.shopId, async (tx) => {
      const saved = await app.saveDraft(tx, holding.setId, { rules: [notFromMadrid()], seen: null }, WHO, now());
      if (saved.kind === "stale") throw new Error("stale");
      return { setId: holding.setId, versionId: saved.versionId };
    });
    await goLive(app, installed, drafted, now());
    const changes = await look(drafted.versionId);
    expect(changes.map(({ change }) => change)).toEqual(["released"]);
    expect(await told(drafted, await apply(drafted, changes))).toEqual([`${placed.name} taken move`]);
    expect(places(installed, placed)).toEqual(SEVILLE);
  });
});

describe("what changes between the list and the click", () => {
  test("is told: shipped, packed, and changed in Shopify", async () => {
    await switchOn(world, installed, "route");
    const [first, second, third] = await threeOrders();
    const drafted = await live(notFromMadrid());
    const changes = await look(drafted.versionId);
    await happen(world, installed, ship(first));
    await pack(second);
    await world.owner.query(
      "update fulfillment_order set read_no = read_no + 1 where shop_id = $1 and fulfillment_order_id = $2",
      [installed.shopId, onlyPart(installed, third).id],
    );
    expect(await told(drafted, await apply(drafted, changes))).toEqual([
      `${first.name} gone null`,
      `${second.name} packed null`,
      `${third.name} changed move`,
    ]);
    expect(await decisions(world, installed, second)).toHaveLength(1);
    expect(places(installed, third)).toEqual(SEVILLE);
  });

  test("and what somebody packs after the click is left as it is", async () => {
    await switchOn(world, installed, "route");
    const placed = await order(world, installed, { "CAM-1": 1 });
    const drafted = await live(notFromMadrid());
    const seq = await apply(drafted, await look(drafted.versionId));
    await pack(placed);
    const asked = ran(world, "MoveFulfillmentOrder");
    await told(drafted, seq);
    expect(await decisions(world, installed, placed)).toHaveLength(1);
    expect(ran(world, "MoveFulfillmentOrder")).toBe(asked);
  });

  test("and what somebody ships after the click is theirs", async () => {
    await switchOn(world, installed, "route");
    const placed = await order(world, installed, { "CAM-1": 1 });
    const drafted = await live(notFromMadrid());
    const seq = await apply(drafted, await look(drafted.versionId));
    // Shopify knows of it, and we are not told yet.
    const shipped = ship(placed);
    if (!shipped.ok) throw new Error("not shipped");
    expect(await told(drafted, seq)).toEqual([`${placed.name} taken gone`]);
    expect(openParts(installed, placed)).toEqual([]);
    await expectMirror(world, installed);
  });
});

test("while Entrega only observes, the chosen ones are decided and nothing is done in Shopify", async () => {
  const [first] = await threeOrders();
  const drafted = await live(notFromMadrid(), risky);
  const asked = ran(world, "MoveFulfillmentOrder");
  const seq = await apply(drafted, (await look(drafted.versionId)).slice(0, 1));
  expect(await told(drafted, seq)).toEqual([`${first.name} taken shown`]);
  expect(places(installed, first)).toEqual(MADRID);
  expect(ran(world, "MoveFulfillmentOrder")).toBe(asked);
  expect(await intents(world, installed)).toEqual([]);
});
