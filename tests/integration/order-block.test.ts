/** What the block on Shopify's order page is answered: through the web process, with a staff member's token. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OrderBlockView } from "../../app/features/order-block/domain/order-block-view.ts";
import { openWorld, type InstalledShop, type TestWorld } from "../setup/world.ts";
import { HOUR, openShop, placeOrder, switchOn } from "./shipping-steps.ts";

const BROWSER = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

let world: TestWorld;
let loader: (typeof import("../../app/features/order-block/routes/order-block.ts"))["loader"];
let mine: InstalledShop;
let other: InstalledShop;
let waiting: string;
let theirs: string;
beforeAll(async () => {
  world = await openWorld({ start: "2026-11-23T09:00:00Z" });
  ({ loader } = await import("../../app/features/order-block/routes/order-block.ts"));
  [mine, other] = [await openShop(world), await openShop(world)];
  waiting = (await placeOrder(world, mine)).id;
  theirs = (await placeOrder(world, other)).id;
});
afterAll(() => {
  expect(world.devshop.problems).toEqual([]);
});

interface Asking {
  readonly of?: InstalledShop;
  readonly token?: string | null;
  readonly method?: string;
}

/** As Shopify's page asks: from its own origin. */
async function ask(orderId: string, { of = mine, token, method = "GET" }: Asking = {}): Promise<Response> {
  const headers = new Headers({ origin: "https://extensions.shopifycdn.com", "user-agent": BROWSER });
  const given = token === undefined ? world.devshop.installer.idToken(of.shop) : token;
  if (given !== null) headers.set("authorization", `Bearer ${given}`);
  const url = new URL(`/app/orders/${orderId}/block.json`, process.env["SHOPIFY_APP_URL"]);
  const request = new Request(url, { method, headers });
  try {
    return await loader({ request, params: { orderId }, context: {} });
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}
const view = async (orderId: string) => (await (await ask(orderId)).json()) as OrderBlockView;

describe("an order of the shop", () => {
  test("that nothing has left for yet has a next step and no parcels", async () => {
    const response = await ask(waiting);
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      v: 1,
      timezone: "Europe/Madrid",
      stage: "received",
      parcels: [],
      risks: [],
      next: { code: "ship", path: `/app/orders/${waiting}`, risk: null },
    });
  });

  test("whose shopper asked by when it comes says how that stands", async () => {
    const { promise, kept } = await view(waiting);
    expect(promise?.to ?? null).not.toBeNull();
    expect(kept).toEqual({ code: "onTrack", days: 0 });
  });

  test("in a batch leads to it, picked to the packing table", async () => {
    const task = (status: string) =>
      world.owner.query(
        `with b as (insert into pick_batch (shop_id, location_id, mode, status, assignee, created_at)
           select $1, location_id, 'single', 'open', '', now() from fulfillment_order where shop_id = $1 and order_id = $2 limit 1 returning batch_id)
         insert into pick_task (shop_id, batch_id, order_id, fulfillment_order_id, place, status)
           select $1, b.batch_id, $2, f.fulfillment_order_id, 1, $3 from b, fulfillment_order f where f.shop_id = $1 and f.order_id = $2
         returning batch_id, task_id`,
        [mine.shopId, waiting, status],
      );
    const clear = () => world.owner.query("delete from pick_task where shop_id = $1", [mine.shopId]);
    const [open] = (await task("open")).rows as { batch_id: string }[];
    expect((await view(waiting)).next).toMatchObject({
      code: "pick",
      path: `/app/fulfillment/batches/${String(open?.batch_id)}`,
    });
    await clear();
    const [picked] = (await task("picked")).rows as { task_id: string }[];
    expect((await view(waiting)).next).toMatchObject({
      code: "pack",
      path: `/app/fulfillment/pack/${String(picked?.task_id)}`,
    });
    await clear();
  });

  test("that missed its cut-off has the risk, with its deadline and what it costs to let it be", async () => {
    await world.advance(mine, 7 * HOUR);
    const { risks, next } = await view(waiting);
    expect(risks).toMatchObject([{ kind: "unpicked", snoozed: false, currency: "EUR" }]);
    expect(risks[0]?.costMinor).toBeGreaterThan(0);
    expect(Date.parse(risks[0]?.deadline ?? "")).toBeGreaterThan(Date.parse("2026-11-23T09:00:00Z"));
    expect(next.code).toBe("ship");
  });

  test("that is on its way has its parcel, with the three newest entries", async () => {
    await switchOn(world, other, "ship");
    const sent = await placeOrder(world, other);
    for (let day = 0; day < 3; day += 1) await world.advance(other, 24 * HOUR);
    const answer = (await (await ask(sent.id, { of: other })).json()) as OrderBlockView;
    expect(answer.parcels).toHaveLength(1);
    const times = answer.parcels[0]?.timeline.map(({ at }) => at) ?? [];
    expect(times.length).toBeGreaterThan(0);
    expect(times.length).toBeLessThanOrEqual(3);
    expect(times).toEqual(times.toSorted().reverse());
  });

  test("whose label is bought has its parcel, before Shopify knows it as shipped", async () => {
    const { shipFulfillmentOrder } = await import("../../app/features/fulfillment/public.server.ts");
    const { parseId } = await import("../../app/core/ids.ts");
    const bought = await placeOrder(world, mine);
    const { rows } = await world.owner.query<{ id: string }>(
      "select fulfillment_order_id as id from fulfillment_order where shop_id = $1 and order_id = $2 and status = 'OPEN'",
      [mine.shopId, bought.id],
    );
    await shipFulfillmentOrder(mine.shopId, parseId(rows[0]?.id ?? ""), { by: "7" }, world.clock.now());
    await world.settle(mine);
    const told = await view(bought.id);
    expect(told).toMatchObject({ parcels: [{ fulfillmentId: expect.stringMatching(/^\d+$/) as string }] });
    // As it was a moment before, when the label was there and its fulfilment was not.
    await world.owner.query("update parcel set fulfillment_id = null where shop_id = $1 and order_id = $2", [
      mine.shopId,
      bought.id,
    ]);
    await world.owner.query("delete from fulfillment where shop_id = $1 and order_id = $2", [mine.shopId, bought.id]);
    const { parcels, next } = await view(bought.id);
    const { number, carrier, url, expectedOn } = told.parcels[0] ?? {};
    expect(parcels).toEqual([
      { fulfillmentId: null, number, carrier, url, expectedOn, stage: "preparing", timeline: [] },
    ]);
    expect(next.code).not.toBe("ship");
  });

  test("that staff have seen the date of says so in the ledger of promises", async () => {
    const { rows } = await world.owner.query<{ surface: string }>(
      "select distinct surface from promise_shown where shop_id = $1 and surface = 'admin'",
      [mine.shopId],
    );
    expect(rows).toHaveLength(1);
  });
});

describe("is refused", () => {
  test("for an order of another shop, in the words for one that is not there", async () => {
    const foreign = await ask(theirs);
    const missing = await ask("1");
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(await foreign.text()).toBe(await missing.text());
    expect((await ask(theirs, { of: other })).status).toBe(200);
  });

  test("for what is no order's number", async () => {
    expect((await ask("x")).status).toBe(404);
  });

  test("without a token, or with one that nobody signed: nothing of the order is told", async () => {
    for (const token of [null, "x.y.z"]) {
      const response = await ask(waiting, { token });
      expect(response.status).not.toBe(200);
      expect(await response.text()).not.toContain("received");
    }
  });

  test("but Shopify's page may ask whether it may ask", async () => {
    const response = await ask(waiting, { method: "OPTIONS", token: null });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("Authorization");
  });
});
