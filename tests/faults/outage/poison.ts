/**
 * One shop is poisoned: some of its orders cannot be read and change all the time. How long the other shops wait for a decision meanwhile, against the
 * time they wait when that shop is quiet, and when the same orders change as often and can be read.
 */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { percentile } from "../../bench/report.ts";
import { addTags, removeTags } from "../../devshop/state/change-order.ts";
import { gid } from "../../devshop/state/ids.ts";
import { placeOrder } from "../../devshop/state/place-order.ts";
import type { Order } from "../../devshop/state/orders.ts";
import type { Shop } from "../../devshop/state/shop.ts";
import { SEVILLE } from "../../factories/people.ts";
import { ask } from "../kill/database-server.ts";
import type { Stage } from "../kill/stage.ts";

/** Of each of the three, in turns, so that what else the machine does meets them alike. */
const ROUNDS = 3;
const SAMPLES = 40;
const ORDERS = 5;
const CHANGE_EVERY_MS = 25;
const TAG = "changing";
const WITHIN_MS = 30_000;

export interface Poisoned {
  readonly rows: string[][];
  readonly faults: string[];
}

export async function poisonOne(stage: Stage, victim: Shop, others: readonly Shop[]): Promise<Poisoned> {
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  await client.connect();
  const orders = Array.from({ length: ORDERS }, () => place(stage, victim));
  const times = { quiet: [] as number[], busy: [] as number[], poisoned: [] as number[] };
  let [setAside, replayed] = [0, 0];
  const decided = async () => {
    const all: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const shop = others[sample % others.length];
      if (shop) all.push(await untilDecided(client, stage, shop));
    }
    return all;
  };
  try {
    for (const { id } of orders)
      await eventually(client, "select 1 from routing_decision where order_id = $1 limit 1", [id]);
    for (let round = 0; round < ROUNDS; round += 1) {
      times.quiet.push(...(await decided()));
      const calm = keepChanging(stage, victim, orders);
      times.busy.push(...(await decided()));
      const heals = orders.map(({ id }) => stage.devshop.admin.spoil(gid("Order", id)));
      times.poisoned.push(...(await decided()));
      calm();
      const before = await countSetAside(stage.ownerUrl);
      for (const heal of heals) heal();
      await stage.readAgain(victim);
      await eventually(client, "select 1 where not exists (select 1 from mark where set_aside_at is not null)");
      setAside += before;
      replayed += before - (await countSetAside(stage.ownerUrl));
    }
  } finally {
    await client.end();
  }
  const p99 = (values: readonly number[]) => percentile(values, 0.99);
  const text = (values: readonly number[]) => `${percentile(values, 0.5).toFixed(0)}, ${p99(values).toFixed(0)}`;
  const planted = ROUNDS * ORDERS;
  return {
    rows: [
      [`placed → decided in the other shops, ${times.quiet.length} orders: median and p99, ms`, text(times.quiet)],
      [`the same while one shop's orders change ${1_000 / CHANGE_EVERY_MS} times a second`, text(times.busy)],
      ["the same while those orders cannot be read either", text(times.poisoned)],
      ["p99 with poison, of that of the same changes without it", (p99(times.poisoned) / p99(times.busy)).toFixed(2)],
      ["p99 with poison, of that beside a quiet shop", (p99(times.poisoned) / p99(times.quiet)).toFixed(2)],
      ["poisoned orders, set aside, gone after the merchant's click", `${planted}, ${setAside}, ${replayed}`],
    ],
    faults:
      setAside === planted && replayed === planted ? [] : ["not every poisoned order was set aside and read again"],
  };
}

function place(stage: Stage, shop: Shop): Order {
  const [variant] = shop.variants.values();
  if (!variant) throw new Error("a shop without variants");
  variant.inventoryPolicy = "CONTINUE";
  const placed = placeOrder(stage.devshop.world, shop, {
    lines: [{ variantId: variant.id, quantity: 1 }],
    shippingAddress: SEVILLE,
    financialStatus: "PAID",
    riskLevel: "LOW",
    email: "ana@example.com",
    shippingLine: { title: "Standard", code: "standard", priceMinor: 490 },
  });
  if (placed.kind !== "placed") throw new Error(placed.code);
  return placed.order;
}

/** Real ms from an order to its decision. */
async function untilDecided(client: pg.Client, stage: Stage, shop: Shop): Promise<number> {
  const began = performance.now();
  const { id } = place(stage, shop);
  await eventually(client, "select 1 from routing_decision where order_id = $1 limit 1", [id]);
  return performance.now() - began;
}

/** Resolves when the question has a row; throws when it has none for half a minute. */
async function eventually(client: pg.Client, sql: string, values: unknown[] = []): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while ((await client.query(sql, values)).rowCount === 0) {
    if (performance.now() > deadline) throw new Error(`not so after ${WITHIN_MS} ms: ${sql} ${String(values)}`);
    await sleep(2);
  }
}

/** The orders change in turns; returns what ends it. */
function keepChanging(stage: Stage, shop: Shop, orders: readonly Order[]): () => void {
  let changes = 0;
  const timer = setInterval(() => {
    const order = orders[changes % orders.length];
    changes += 1;
    const change = order?.tags.includes(TAG) ? removeTags : addTags;
    if (order) change(stage.devshop.world, shop, order, [TAG]);
  }, CHANGE_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

async function countSetAside(ownerUrl: string): Promise<number> {
  const [row] = await ask(ownerUrl, "select count(*) as count from mark where set_aside_at is not null");
  return Number(row?.["count"]);
}
