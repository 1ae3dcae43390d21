/**
 * A morning in a warehouse: what is to be picked, a batch walked with a scanner, a unit that is not there, an order that is cancelled under way, the packing
 * station, and ten orders one after the other. In both languages, one on a desktop and the other on a phone, in turns.
 */
import { expect } from "vitest";
import { cancelOrder } from "../devshop/state/change-order.ts";
import { SEVILLE } from "../factories/people.ts";
import { spanishShop } from "../factories/shops.ts";
import { connectCarrier, turnOn } from "./ready-to-ship.ts";
import { tellStory } from "./story.ts";
import { column, expectImported, look, openApp, shopOf, press, type Walk } from "./walk.ts";

const PRODUCTS = [
  { title: "Camiseta", sku: "CAM-1", bin: "A-2" },
  { title: "Taza", sku: "TAZ-1", bin: "A-10" },
  { title: "Póster", sku: "POS-1", bin: "B-1" },
] as const;

const story = tellStory(
  {
    name: "almacen",
    seed: (handle) =>
      spanishShop({
        handle,
        products: PRODUCTS.map(({ title, sku }) => ({
          title,
          variants: [{ sku, priceMinor: 1_000, grams: 200, stock: [40, 0, 5] }],
        })),
      }),
    stepMs: 240_000,
  },
  () => ({ batch: "", cancelled: "" }),
);
type Picker = ReturnType<typeof story.walkOf>;

const all = (walk: Walk, sql: string) => column(story.world, walk, sql);

function place(walk: Walk, lines: Readonly<Record<string, number>>): string {
  const shop = shopOf(story.world, walk);
  const placed = story.world.devshop.placeOrder(shop, {
    lines: Object.entries(lines).map(([sku, quantity]) => ({
      variantId: [...shop.variants.values()].find((each) => shop.items.get(each.itemId)?.sku === sku)?.id ?? "",
      quantity,
    })),
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(`refused: ${placed.code}`);
  return placed.order.id;
}

/** What a scanner does: types into the field and ends the line. */
async function scan(walk: Picker, code: string): Promise<void> {
  const field = walk.app.locator(".e-scan input").first();
  await field.fill(code);
  await field.press("Enter");
}

story.step("an empty warehouse says what comes here", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app");
  await app.getByRole("heading", { level: 1 }).waitFor();
  await expectImported(story.world, walk);
  await openApp(story.world, walk, "/app/fulfillment");
  await app.getByText(say("picking:queue.empty.ready.title")).waitFor();
  await look(walk, "picking-empty");
  await openApp(story.world, walk, "/app/fulfillment/batches");
  await app.getByText(say("picking:batches.emptyTitle")).waitFor();
  await look(walk, "picking-batches-empty");
  await story.world.owner.query(
    `insert into item_bin (shop_id, location_id, item_id, bin)
     select i.shop_id, l.location_id, i.item_id, x.bin from shop s join inventory_item i on i.shop_id = s.id
       join location l on l.shop_id = s.id and l.name like '%Madrid' join unnest($2::text[], $3::text[]) as x(sku, bin) on x.sku = i.sku
      where s.domain = $1`,
    [`${walk.handle}.myshopify.com`, PRODUCTS.map(({ sku }) => sku), PRODUCTS.map(({ bin }) => bin)],
  );
  await turnOn(story.world, walk, "route", "hold");
  await connectCarrier(walk);
  await expect.poll(() => all(walk, "select carrier from carrier_account where shop_id = $1")).toEqual(["stand-in"]);
});

story.step("orders wait with the pickup they have to make, and suggestions put them together", async (walk) => {
  const { app, say } = walk;
  for (const lines of [{ "CAM-1": 1 }, { "CAM-1": 2, "TAZ-1": 1 }, { "POS-1": 2 }, { "TAZ-1": 1 }]) place(walk, lines);
  walk.cancelled = place(walk, { "CAM-1": 1 });
  const decided = () => all(walk, "select outcome from routing_decision where shop_id = $1");
  await expect.poll(async () => (await decided()).length).toBe(5);
  await openApp(story.world, walk, "/app/fulfillment");
  await app.getByRole("link", { name: "#1005" }).waitFor();
  await look(walk, "picking-queue");
  await openApp(story.world, walk, "/app/fulfillment/suggestions");
  await app.getByRole("button", { name: say("picking:suggest.show") }).waitFor();
  await look(walk, "picking-suggestions");
});

story.step("a batch is made by hand", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/fulfillment");
  await app.getByRole("link", { name: "#1005" }).waitFor();
  await app.getByLabel(say("picking:queue.chooseAll")).press("Space");
  await app.getByText(say("picking:queue.chosen", { count: 5 })).waitFor();
  await look(walk, "picking-choose");
  await press(walk, say("picking:make.button", { count: 5 }));
  await app.getByRole("link", { name: say("picking:pick.begin"), exact: true }).waitFor();
  await look(walk, "picking-batch");
  [walk.batch = ""] = (await all(walk, "select batch_id from pick_batch where shop_id = $1")) as string[];
});

story.step("the walk goes from bin to bin; a wrong item is refused, and a missing one reported", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, `/app/fulfillment/batches/${walk.batch}/pick`);
  await press(walk, say("picking:pick.start"));
  await app.getByText("A-2").first().waitFor();
  await scan(walk, "OTHER");
  await app.getByText(say("picking:scan.unknown", { code: "OTHER" })).waitFor();
  await scan(walk, "CAM-1");
  await app.getByText(say("picking:scan.taken", { code: "CAM-1", count: 1 })).waitFor();
  await look(walk, "picking-walk");
  await scan(walk, "CAM-1");
  await expect.poll(() => all(walk, "select sum(picked)::int from pick_line where shop_id = $1")).toEqual([2]);
  await press(walk, say("picking:pick.undo"));
  await app.getByText(say("picking:scan.undone")).waitFor();
  await scan(walk, "CAM-1");
  await expect.poll(() => all(walk, "select sum(picked)::int from pick_line where shop_id = $1")).toEqual([2]);
});

story.step("an order that is cancelled under way is said, with what to do", async (walk) => {
  const { app, say } = walk;
  const shop = shopOf(story.world, walk);
  await scan(walk, "CAM-1");
  await scan(walk, "CAM-1");
  await expect.poll(() => all(walk, "select sum(picked)::int from pick_line where shop_id = $1")).toEqual([4]);
  const done = cancelOrder(story.world.devshop.world, shop, {
    orderId: walk.cancelled,
    refund: false,
    restock: true,
    reason: "CUSTOMER",
  });
  expect(done.ok).toBe(true);
  await expect
    .poll(() => all(walk, "select status from pick_task where shop_id = $1 order by place desc limit 1"))
    .toEqual(["void"]);
  await scan(walk, "TAZ-1");
  await app.getByText(say("picking:putBack.title")).waitFor();
  await look(walk, "picking-cancelled");
  await scan(walk, "TAZ-1");
  await app.getByText("B-1").first().waitFor();
  await scan(walk, "POS-1");
  await expect.poll(() => all(walk, "select sum(picked)::int from pick_line where shop_id = $1")).toEqual([7]);
  // Until the page has heard of the scan it stands at the stop before, and what is not there would be asked of that one.
  await app.getByText(say("picking:batch.progress", { done: 6, all: 7 })).waitFor();
  await press(walk, say("picking:short.button"));
  await app.getByLabel(say("picking:short.why")).selectOption("notFound");
  await look(walk, "picking-short");
  // Pictures are taken in two widths, and the form is closed when the page changes its own.
  const closed = app.getByRole("button", { name: say("picking:short.button"), exact: true });
  if (await closed.isVisible()) await closed.press("Enter");
  await press(walk, say("picking:short.report"));
  await app.getByText(say("picking:pick.over.done")).waitFor();
  await look(walk, "picking-picked");
  const held = () =>
    all(
      walk,
      "select units from pick_short where shop_id = $1 and exists (select 1 from routing_decision d where d.shop_id = $1 and d.cause = 'shortPick')",
    );
  await expect.poll(held, { timeout: 40_000 }).toEqual([1]);
});

story.step("the packing station verifies, weighs and ships", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/fulfillment/pack");
  await app.getByRole("link", { name: "#1003" }).waitFor();
  await look(walk, "packing-station");
  await scan(walk, "nothing");
  await app.getByText(say("picking:station.unknown", { code: "nothing" })).waitFor();
  await scan(walk, "#1003");
  await app.getByRole("heading", { level: 1, name: say("picking:pack.title", { order: "#1003" }) }).waitFor();
  await scan(walk, "CAM-1");
  await app.getByText(say("picking:scan.wrong", { code: "CAM-1" })).waitFor();
  await look(walk, "packing-wrong");
  await scan(walk, "POS-1");
  await app.getByText(say("picking:pack.verified")).waitFor();
  await app.getByLabel(say("picking:pack.weight")).fill("950");
  await press(walk, say("picking:pack.ship"));
  await app.getByText(say("picking:pack.off", { weighed: 950, expected: 300 })).waitFor();
  await look(walk, "packing-weight");
  await press(walk, say("picking:pack.sure.ship"));
  await app.getByText(say("picking:pack.labelled", { count: 1 })).waitFor({ timeout: 40_000 });
  await look(walk, "packing-shipped");
});

story.step("an order that fills two boxes is two parcels with a label each", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/fulfillment/pack");
  await scan(walk, "#1002");
  await app.getByRole("heading", { level: 1, name: say("picking:pack.title", { order: "#1002" }) }).waitFor();
  await scan(walk, "CAM-1");
  await press(walk, say("picking:pack.another"));
  await app.getByLabel(say("picking:pack.weight")).waitFor();
  await press(walk, say("picking:pack.close"));
  await app.getByText(say("picking:boxes.title")).waitFor();
  await scan(walk, "CAM-1");
  await scan(walk, "TAZ-1");
  await app.getByText(say("picking:pack.verified")).waitFor();
  await look(walk, "packing-last-box");
  await press(walk, say("picking:pack.ship"));
  await app.getByText(say("picking:pack.labelled", { count: 2 })).waitFor({ timeout: 40_000 });
  await look(walk, "packing-two-labels");
});

story.step("the order tells how it was picked", async (walk) => {
  const { app, say } = walk;
  await openApp(story.world, walk, "/app/fulfillment/batches");
  await app.getByRole("link", { name: say("picking:batch.name", { id: walk.batch }), exact: true }).waitFor();
  await look(walk, "picking-batches");
  await openApp(story.world, walk, `/app/fulfillment/batches/${walk.batch}`);
  await app.getByRole("link", { name: "#1005" }).last().waitFor();
  await look(walk, "picking-batch-picked");
  const [id] = (await all(walk, "select order_id from shop_order where shop_id = $1 and name = '#1003'")) as string[];
  await openApp(story.world, walk, `/app/orders/${id ?? ""}`);
  await app.getByText(say("orders:event.pick.packed", { grams: 950 })).waitFor();
  await look(walk, "picking-order");
});

story.step("ten orders are picked by scanner, one of them short, and nine are packed and shipped", async (walk) => {
  const { app, say } = walk;
  const names = Array.from({ length: 10 }, (_, n) => `#${1006 + n}`);
  for (const _ of names) place(walk, { "TAZ-1": 1 });
  const decided = () => all(walk, "select outcome from routing_decision where shop_id = $1 and cause = 'new'");
  await expect.poll(async () => (await decided()).length, { timeout: 30_000 }).toBe(15);
  await openApp(story.world, walk, "/app/fulfillment");
  for (const order of names)
    await app.getByLabel(say("picking:queue.choose", { order }), { exact: true }).press("Space");
  await press(walk, say("picking:make.button", { count: 10 }));
  await app.getByRole("link", { name: say("picking:pick.begin"), exact: true }).waitFor();
  const [batch] = await all(walk, "select max(batch_id)::text from pick_batch where shop_id = $1");
  await openApp(story.world, walk, `/app/fulfillment/batches/${String(batch)}/pick`);
  await press(walk, say("picking:pick.start"));
  await app.getByText("A-10").first().waitFor();
  const picked = () =>
    all(
      walk,
      `select sum(l.picked)::int from pick_line l join pick_task k using (shop_id, task_id) where shop_id = $1 and k.batch_id = ${String(batch)}`,
    );
  for (let unit = 1; unit < 10; unit += 1) {
    await scan(walk, "TAZ-1");
    await expect.poll(picked).toEqual([unit]);
  }
  await app.getByText(say("picking:batch.progress", { done: 9, all: 10 })).waitFor();
  await press(walk, say("picking:short.button"));
  await app.getByLabel(say("picking:short.why")).selectOption("damaged");
  await press(walk, say("picking:short.report"));
  await app.getByText(say("picking:pick.over.done")).waitFor();
  for (const order of names.slice(0, 9)) {
    await openApp(story.world, walk, "/app/fulfillment/pack");
    await scan(walk, order);
    await app.getByRole("heading", { level: 1, name: say("picking:pack.title", { order }) }).waitFor();
    await scan(walk, "TAZ-1");
    await app.getByText(say("picking:pack.verified")).waitFor();
    await press(walk, say("picking:pack.ship"));
    // Whoever leaves the page before it was sent has not shipped it.
    const sent = () =>
      all(
        walk,
        `select 1 from parcel join shop_order o using (shop_id, order_id) where shop_id = $1 and o.name = '${order}'`,
      );
    await expect.poll(sent, { timeout: 30_000 }).toEqual([1]);
  }
  const shipped = `select count(*)::int from parcel p join shop_order o using (shop_id, order_id)
    where shop_id = $1 and p.fulfillment_id is not null and substr(o.name, 2)::int > 1005`;
  await expect.poll(() => all(walk, shipped), { timeout: 60_000 }).toEqual([9]);
  const tenth = () => all(walk, "select attention from shop_order where shop_id = $1 and name = '#1015'");
  await look(walk, "packing-ten");
  expect(await tenth()).not.toEqual(["refused"]);
});
