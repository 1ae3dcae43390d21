import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseId, type OrderId } from "../../app/core/ids.ts";
import { setParcelStage } from "../../app/features/orders/public.server.ts";
import { inShop } from "../../app/platform/db/in-shop.server.ts";
import { newShop, ownerPool } from "./bets-setup.ts";

let owner: pg.Pool;
beforeAll(() => {
  owner = ownerPool();
});
afterAll(() => owner.end());

const ORDER = parseId<OrderId>("1");

test("two parcels of an order that arrive in the same moment leave it delivered: what changes one part sees the other", async () => {
  const shopId = await newShop(owner);
  await owner.query(
    `insert into shop_order (shop_id, order_id, name, placed_at, updated_at, is_test, channel, financial_status, fulfillment_status, risk, currency,
                             total_minor, units, shipping_title, dest_country, stage, read_no)
     values ($1, 1, '#1', now(), now(), false, 'web', 'PAID', 'FULFILLED', 'ACCEPT', 'EUR', 1000, 2, 'Standard', 'ES', 'shipped', 1)`,
    [shopId],
  );
  await owner.query(
    `insert into fulfillment (shop_id, fulfillment_id, order_id, location_id, status, display_status, created_at, updated_at, tracking, events, read_no)
     select $1, n, 1, 7, 'SUCCESS', 'IN_TRANSIT', now(), now(), '[]', '[]', 1 from generate_series(1, 2) n`,
    [shopId],
  );
  const [written, seen] = [Promise.withResolvers<unknown>(), Promise.withResolvers<unknown>()];
  const first = inShop(shopId, async (tx) => {
    await setParcelStage(tx, ORDER, "1", "delivered");
    written.resolve(undefined);
    await seen.promise;
  });
  await written.promise;
  const second = inShop(shopId, (tx) => setParcelStage(tx, ORDER, "2", "delivered"));
  await expect.poll(waiting).toBe(1);
  seen.resolve(undefined);
  await Promise.all([first, second]);
  const { rows } = await owner.query("select stage from shop_order where shop_id = $1", [shopId]);
  expect(rows).toEqual([{ stage: "delivered" }]);
});

/** How many wait for somebody else's row. */
async function waiting(): Promise<number> {
  const { rowCount } = await owner.query(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rowCount ?? 0;
}
