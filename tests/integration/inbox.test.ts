import { afterAll, beforeAll, expect, test } from "vitest";
import { INBOX_AREAS, type InboxArea } from "../../app/core/inbox.ts";
import { DEFAULT_KNOBS } from "../devshop/carrier/contract.ts";
import { spanishShop } from "../factories/shops.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { openShop, placeOrder } from "./shipping-steps.ts";
import { DAY, MINUTE, order, rows, shrink } from "./steps.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" }); // a Monday
});
afterAll(async () => {
  expect(world.devshop.problems).toEqual([]);
});

const load = async () => ({
  ...(await import("../../app/platform/db/in-shop.server.ts")),
  ...(await import("../../app/features/inbox/list.server.ts")),
  ...(await import("../../app/features/inbox/act.server.ts")),
  ...(await import("../../app/features/inbox/read.server.ts")),
  ...(await import("../../app/features/inbox/prune.server.ts")),
  ...(await import("../../app/features/inbox/csv.server.ts")),
  ...(await import("../../app/features/inbox/row-text.ts")),
  ...(await import("../../app/features/inbox/domain/filter.ts")),
  ...(await import("../../app/shell/i18n/texts.server.ts")),
});
const ME = "Lucía Sanz";

async function page({ shopId }: InstalledShop, address = "", who = "70001") {
  const app = await load();
  const parameters = new URLSearchParams(address);
  return app.inShop(shopId, (tx) =>
    app.listInbox(
      tx,
      app.readInboxFilter(parameters),
      app.readInboxPlace(parameters),
      { name: ME, who },
      world.clock.now(),
    ),
  );
}
const told = async (installed: InstalledShop, address = "") =>
  (await page(installed, address)).rows.map(({ kind, what }) => `${kind} ${what}`);

/** As the form of the page sends it. */
async function act({ shopId }: InstalledShop, form: Record<string, string>) {
  const app = await load();
  return app.actOnInbox(shopId, app.inboxActionSchema.parse(form), "70001", world.clock.now());
}

/** The things on a page, as its form names them. */
const things = async (installed: InstalledShop, address = "") =>
  JSON.stringify((await page(installed, address)).rows.map(({ kind, ref }) => ({ kind, ref })));

/** A shop with an order that cannot ship, units that vanished, and nothing that has a barcode. */
async function troubled(): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.advance(installed, 16 * MINUTE);
  await order(world, installed, { "POS-1": 3 });
  shrink(world, installed, "CAM-1", "Madrid", 2);
  // What two reconciles in a row cannot explain is outside.
  for (let turn = 0; turn < 3; turn += 1) await world.advance(installed, 16 * MINUTE);
  return installed;
}

test("gathers what needs somebody from every part of the work, and from no other shop", async () => {
  const other = await world.install(spanishShop());
  const installed = await troubled();
  // None of them has a deadline: shoppers wait for orders, nobody for a barcode.
  expect(await told(installed)).toEqual(["order unroutable", "drift less", "fault barcode"]);
  expect((await page(installed, "area=inventory")).rows).toMatchObject([
    { kind: "drift", what: "less", count: 2, name: "Camiseta · Almacén Madrid", owner: "", rests: false },
  ]);
  expect((await page(installed, "kind=fault")).rows).toMatchObject([{ what: "barcode", count: 3 }]);
  expect(await told(installed, "q=cami")).toEqual(["drift less"]);
  const app = await load();
  const counted = app.inShop(installed.shopId, (tx) => app.countInbox(tx, "70001", INBOX_AREAS, world.clock.now()));
  expect(await counted).toEqual({
    open: { orders: 1, deliveries: 0, inventory: 1, messages: 0, setup: 1 },
    fresh: 3,
  });
  expect(await told(other)).toEqual([]);
});

test("who has something is kept by its own feature, or here, and is found again as mine", async () => {
  const installed = await troubled();
  expect(await act(installed, { do: "assign", owner: ME, things: await things(installed) })).toEqual({
    ...{ status: "assigned", count: 3 },
  });
  expect(await rows(world, "select assignee from shop_order where shop_id = $1", [installed.shopId])).toEqual([
    { assignee: ME },
  ]);
  expect(await told(installed, "owner=me")).toHaveLength(3);
  expect(await told(installed, "owner=nobody")).toEqual([]);
  await act(installed, { do: "assign", owner: "Marcos", things: await things(installed, "area=inventory") });
  expect(await told(installed, "owner=other")).toEqual(["drift less"]);
  await act(installed, { do: "assign", owner: "", things: await things(installed, "area=orders") });
  expect(await told(installed, "owner=nobody")).toEqual(["order unroutable"]);
});

test("what rests is not shown until its day, can be seen apart, and can be woken", async () => {
  const installed = await troubled();
  await act(installed, { do: "rest", days: "1", things: await things(installed, "area=inventory") });
  expect(await told(installed, "area=inventory")).toEqual([]);
  expect(await told(installed, "show=resting")).toEqual(["drift less"]);
  await world.advance(installed, DAY + MINUTE);
  expect(await told(installed, "area=inventory")).toEqual(["drift less"]);
  await act(installed, { do: "rest", days: "7", things: await things(installed, "area=inventory") });
  await act(installed, { do: "wake", things: await things(installed, "show=resting") });
  expect(await told(installed, "area=inventory")).toEqual(["drift less"]);
});

test("a risk keeps its own owner and rest; what was touched long ago is forgotten", async () => {
  world.clock.restart("2026-11-23T09:00:00Z");
  const installed = await openShop(world, "ship");
  world.carrier.turn({ ...DEFAULT_KNOBS, attempted: 0, undocumented: 0, lost: 1 });
  await placeOrder(world, installed);
  for (let day = 0; day < 5; day += 1) await world.advance(installed, DAY);
  expect(await told(installed, "area=deliveries")).toContain("risk silent");
  const silent = JSON.stringify(
    (await page(installed, "area=deliveries")).rows
      .filter(({ what }) => what === "silent")
      .map(({ kind, ref }) => ({ kind, ref })),
  );
  await act(installed, { do: "assign", owner: ME, things: silent });
  await act(installed, { do: "rest", days: "3", things: silent });
  expect(
    await rows(world, "select owner, snooze from risk where shop_id = $1 and kind = 'silent'", [installed.shopId]),
  ).toEqual([{ owner: ME, snooze: "date" }]);
  expect(
    await rows(world, "select 1 from inbox_mark where shop_id = $1 and kind = 'risk'", [installed.shopId]),
  ).toEqual([]);
  expect(await told(installed, "show=resting")).toEqual(["risk silent"]);
  const app = await load();
  await act(installed, { do: "assign", owner: ME, things: await things(installed, "area=setup") });
  await app.pruneInbox(installed.shopId, new Date(world.clock.now().getTime() + 183 * DAY));
  expect(await rows(world, "select 1 from inbox_mark where shop_id = $1", [installed.shopId])).toEqual([]);
});

test("what was said of a thing that is over is not said of a later one of the same name", async () => {
  const installed = await troubled();
  await world.owner.query(
    `insert into inbox_mark (shop_id, kind, ref, owner, snoozed_until, changed_at, changed_by)
     select shop_id, 'fault', 'barcode', 'Marcos', found_at + interval '90 days', found_at - interval '1 day', '7'
       from setup_fault where shop_id = $1 and kind = 'barcode' limit 1`,
    [installed.shopId],
  );
  expect((await page(installed, "area=setup")).rows).toMatchObject([{ what: "barcode", owner: "", rests: false }]);
  await act(installed, { do: "assign", owner: ME, things: await things(installed, "area=setup") });
  expect((await page(installed, "area=setup")).rows).toMatchObject([{ what: "barcode", owner: ME, rests: false }]);
});

test("nothing is written down of what is not open, or of another shop", async () => {
  const [mine, theirs] = [await troubled(), await troubled()];
  expect(await act(mine, { do: "rest", days: "1", things: await things(theirs, "area=inventory") })).toMatchObject({
    count: 0,
  });
  expect(await told(theirs, "area=inventory")).toEqual(["drift less"]);
});

test("goes through its pages in either order without losing or repeating a row, and is a file as a whole", async () => {
  const installed = await troubled();
  await world.owner.query(
    `insert into stock_entry (shop_id, item_id, location_id, available, cause, occurred_at, recorded_at)
     select l.shop_id, l.item_id, l.location_id, -g, 'outside', timestamptz '2026-11-01' + g / 2 * interval '1 minute', now()
       from (select * from inventory_level where shop_id = $1 order by item_id, location_id limit 1) l, generate_series(1, 120) g`,
    [installed.shopId],
  );
  for (const sort of ["since.asc", "since.desc", "deadline.asc", "deadline.desc"]) {
    const turn = (side: "after" | "before", place: string | null) =>
      page(installed, new URLSearchParams({ sort, [side]: place ?? "" }).toString());
    const first = await page(installed, `sort=${sort}`);
    const second = await turn("after", first.after);
    const third = await turn("after", second.after);
    expect((await turn("before", second.before)).rows).toEqual(first.rows);
    expect(third.after).toBeNull();
    const seen = [first, second, third].flatMap(({ rows: shown }) => shown.map(({ kind, ref }) => `${kind} ${ref}`));
    expect(seen).toHaveLength(123);
    expect(new Set(seen).size).toBe(123);
  }
  const app = await load();
  const t = app.textsFor("es").getFixedT("es", [...app.INBOX_TEXTS]);
  const filter = app.readInboxFilter(new URLSearchParams());
  const file = await new Response(
    app.inboxCsv(installed.shopId, filter, { name: ME, who: "70001" }, world.clock.now(), t),
  ).text();
  const lines = file.trim().split(/\r?\n/);
  expect(lines).toHaveLength(124);
  expect(file).toContain("Ninguna sucursal puede enviarlo");
  expect(file).toContain("Artículos sin código de barras");
});

test("what somebody has looked at is not new for them, and is for everybody else", async () => {
  const installed = await troubled();
  const app = await load();
  const all = INBOX_AREAS;
  const fresh = async (who: string) =>
    (await page(installed, "", who)).rows.filter((row) => row.fresh).map(({ kind }) => kind);
  const count = async (who: string, areas: readonly InboxArea[] = all) => {
    const now = world.clock.now();
    return (await app.inShop(installed.shopId, (tx) => app.countInbox(tx, who, areas, now))).fresh;
  };
  const read = (form: Record<string, string>, who: string, areas: readonly InboxArea[] = all) =>
    app.markRead(installed.shopId, app.readActionSchema.parse(form), { who, areas }, world.clock.now());

  expect(await fresh("70001")).toEqual(["order", "drift", "fault"]);
  expect([await count("70001"), await count("70001", ["setup"]), await count("70001", [])]).toEqual([3, 1, 0]);
  await read({ do: "read", things: await things(installed, "kind=drift") }, "70001");
  expect(await fresh("70001")).toEqual(["order", "fault"]);
  expect(await told(installed, "new=yes")).toEqual(["order unroutable", "fault barcode"]);
  // Nobody marks what they do not see.
  await read({ do: "readAll" }, "70001", ["orders"]);
  expect(await fresh("70001")).toEqual(["fault"]);
  await read({ do: "readAll" }, "70001");
  expect([await fresh("70001"), await count("70001")]).toEqual([[], 0]);
  expect(await count("70002")).toBe(3);

  // Whoever gives something to somebody knows of it; to the others it is news.
  await read({ do: "readAll" }, "70002");
  await act(installed, { do: "assign", owner: "Luis", things: await things(installed, "kind=drift") });
  expect([await fresh("70001"), await fresh("70002")]).toEqual([[], ["drift"]]);
});

test("what opens again under the same name is new again", async () => {
  const installed = await troubled();
  const app = await load();
  await app.markRead(
    installed.shopId,
    { do: "readAll" },
    { who: "70001", areas: INBOX_AREAS },
    new Date(world.clock.now().getTime() - DAY),
  );
  await world.owner.query("update inbox_read set read_at = read_at - interval '30 days' where shop_id = $1", [
    installed.shopId,
  ]);
  expect((await page(installed)).rows.every((row) => row.fresh)).toBe(true);
  await world.owner.query("update inbox_read set read_at = read_at - interval '1 year' where shop_id = $1", [
    installed.shopId,
  ]);
  await app.pruneInbox(installed.shopId, world.clock.now());
  expect(await rows(world, "select 1 from inbox_read where shop_id = $1", [installed.shopId])).toEqual([]);
});
