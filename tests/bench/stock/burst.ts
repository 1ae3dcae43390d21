/**
 * A burst of 100,000 level webhooks over 5,000 levels of one shop, as when another app writes all its stock anew, twenty times: made, signed and sent by the
 * dev shop, taken by web processes and worker as in production, with Shopify's cost accounting. Baseline: a refetch for each webhook, measured on
 * webhooks that come alone.
 */
import { createHmac, randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { parseId, type ShopId } from "../../../app/core/ids.ts";
import { editAsOther, type OthersState } from "../../devshop/state/edit-as-other.ts";
import type { Shop } from "../../devshop/state/shop.ts";
import { createPoster } from "../../devshop/webhooks/post.ts";
import { spanishShop } from "../../factories/shops.ts";
import { auditMirror } from "../../faults/audit/mirror.ts";
import { openDatabaseServer } from "../../faults/kill/database-server.ts";
import { openStage, type Stage } from "../../faults/kill/stage.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { numberText, ratioText, type Report } from "../report.ts";

const WEBHOOKS = 100_000;
const ITEMS = 1_000;
const LOCATIONS = 5;
const LEVELS = ITEMS * LOCATIONS;
/** Webhooks that come alone, for the baseline. */
const ALONE = 20;
/** On their way at once. */
const AT_ONCE = 1_000;
const LATE_AT_ONCE = 32;
const MOST_POINTS_EACH = 8;
const MOST_POINTS_A_QUERY = 1_000;
const SETTLES_WITHIN_MS = 600_000;

const OTHERS: readonly OthersState[] = ["damaged", "reserved", "safety_stock", "quality_control", "incoming"];

export async function benchBurst(_: BenchDatabase): Promise<Report> {
  const rows: (string | number)[][] = [];
  const notes: string[] = [];
  const faults: string[] = [];
  for (const [rate, allStates] of [
    ["standard", false],
    ["standard", true],
    ["plus", true],
  ] as const) {
    const folder = `.data/burst-${process.pid}`;
    mkdirSync(folder, { recursive: true });
    const server = await openDatabaseServer(`${folder}/pg`);
    const stage = await openStage({ seed: 1, folder, server, speed: 1 });
    try {
      await stage.ready();
      const name = `${rate} plan, ${allStates ? "every state" : "available only"}`;
      const { row, note, broken } = await burst(stage, rate, allStates);
      rows.push([name, ...row]);
      notes.push(`${name}: ${note}`);
      faults.push(...broken.map((each) => `${name}: ${each}`));
    } finally {
      await stage.close();
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return {
    title: `Burst: ${WEBHOOKS.toLocaleString("en")} webhooks about ${LEVELS.toLocaleString("en")} levels of one shop, until its mirror equals the dev shop`,
    columns: ["", "s", "webhooks/s", "points", "a level", "of a refetch each", "late: points", "dearest query"],
    rows,
    notes: [
      `Wanted: at most ${MOST_POINTS_EACH} points a level, no query over ${MOST_POINTS_A_QUERY.toLocaleString("en")}; nothing for webhooks that come late, when the mirror knows better (one for each level).`,
      ...notes,
    ],
    faults,
  };
}

interface Burst {
  readonly row: readonly (string | number)[];
  readonly note: string;
  readonly broken: readonly string[];
}

async function burst(stage: Stage, rate: "standard" | "plus", allStates: boolean): Promise<Burst> {
  const shop = await stage.openShop(0, { ...largeShop(), rate });
  const owner = new pg.Pool({ connectionString: stage.ownerUrl, max: 2 });
  const { webhooks, world, knobs } = stage.devshop;
  const api = stage.devshop.counters().adminApi;
  const points = () => Object.values(api.pointsOf[shop.domain] ?? {}).reduce((sum, each) => sum + each, 0);
  try {
    const { rows } = await owner.query<{ id: string }>("select id from shop where domain = $1", [shop.domain]);
    const shopId = parseId<ShopId>(rows[0]?.id ?? "");
    await until(
      async () =>
        (await lines(owner, "select 1 from import_run where shop_id = $1 and status <> 'done'", shopId)) === 0,
    );
    const settled = () => untilSettled(stage, owner, shopId);
    knobs.state.levelWebhooksForAllStates = allStates;
    await settled();
    // As if the shop had been quiet for a day: a level that changed within the last ten minutes waits for a minute.
    await owner.query("update inventory_level set updated_at = updated_at - interval '1 day'");

    const levels = [...shop.levels.values()];
    const edit = (n: number) => {
      const level = levels[(n * 7_919) % levels.length];
      const state = allStates && n % 10 === 0 ? (OTHERS[(n / 10) % OTHERS.length] ?? "damaged") : "available";
      if (level) editAsOther(world, shop, { ...idsOf(level), kind: "adjust", state, delta: 1 + (n % 3) });
    };
    let before = points();
    for (let n = 1; n <= ALONE; n += 1) {
      edit(n);
      await settled();
    }
    const alone = (points() - before) / ALONE;

    before = points();
    const spentBefore = { ...api.pointsOf[shop.domain] };
    const began = performance.now();
    for (let n = 0; n < WEBHOOKS;) {
      for (; n < WEBHOOKS && webhooks.pending() < AT_ONCE; n += 1) edit(n);
      await sleep(5);
    }
    const toldSeconds = (performance.now() - began) / 1_000;
    await settled();
    const seconds = (performance.now() - began) / 1_000;
    const spent = points() - before;
    const operations = Object.entries(api.pointsOf[shop.domain] ?? {})
      .map(([name, all]) => [name, all - (spentBefore[name] ?? 0)] as const)
      .filter(([, of]) => of > 0)
      .map(([name, of]) => `${name} ${numberText(of)}`);
    const findings = (await auditMirror(owner, shopId, { shop })).map(({ detail }) => detail);

    before = points();
    await sendLate(stage, shop);
    await settled();
    const late = points() - before;
    return {
      row: [
        seconds,
        WEBHOOKS / toldSeconds,
        spent,
        spent / LEVELS,
        ratioText(spent, alone * WEBHOOKS),
        late,
        api.dearest,
      ],
      note: `a webhook alone ${numberText(alone)} points; ${operations.join(", ")}`,
      broken: [
        ...findings.slice(0, 5),
        ...(spent > LEVELS * MOST_POINTS_EACH ? [`${numberText(spent / LEVELS)} points a level`] : []),
        ...(late > 0 ? [`${late} points for webhooks that told nothing new`] : []),
        ...(api.dearest > MOST_POINTS_A_QUERY ? [`a query of ${api.dearest} points`] : []),
      ],
    };
  } finally {
    await owner.end();
  }
}

function largeShop() {
  const [place] = spanishShop().locations;
  if (!place) throw new Error("the Spanish shop has no location");
  return {
    handle: "large",
    locations: Array.from({ length: LOCATIONS }, (_, n) => ({ ...place, name: `Place ${n + 1}` })),
    products: Array.from({ length: ITEMS }, (_, n) => ({
      title: `Camiseta ${n}`,
      variants: [
        { sku: `SKU-${n}`, priceMinor: 1_990, grams: 250, stock: Array.from({ length: LOCATIONS }, () => 10) },
      ],
    })),
  };
}

const idsOf = ({ itemId, locationId }: { readonly itemId: string; readonly locationId: string }) => ({
  itemId,
  locationId,
});

/** Nothing is on its way, nothing is marked, nothing is due in the stock lane. */
async function untilSettled({ devshop }: Stage, owner: pg.Pool, shopId: ShopId): Promise<void> {
  const waits =
    "select 1 from mark where shop_id = $1 union all select 1 from catch_up where shop_id = $1 and retry_at is null union all select 1 from stock_due where shop_id = $1";
  await until(async () => devshop.webhooks.pending() === 0 && (await lines(owner, waits, shopId)) === 0);
}

async function lines(owner: pg.Pool, sql: string, shopId: ShopId): Promise<number> {
  return (await owner.query(sql, [shopId])).rowCount ?? 0;
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + SETTLES_WITHIN_MS;
  while (!(await isDone())) {
    if (performance.now() > deadline) throw new Error(`not settled after ${SETTLES_WITHIN_MS / 1_000} s`);
    await sleep(20);
  }
}

/** A webhook about each level that comes an hour late, as Shopify's retries do. */
async function sendLate({ devshop }: Stage, shop: Shop): Promise<void> {
  const { app, clock } = devshop.world;
  const poster = createPoster(LATE_AT_ONCE);
  const at = new Date(clock.now().getTime() - 3_600_000).toISOString().slice(0, 19);
  const send = async (level: { readonly itemId: string; readonly locationId: string }) => {
    const body = `{"inventory_item_id":${level.itemId},"location_id":${level.locationId},"available":0,"updated_at":"${at}Z"}`;
    const status = await poster.post(
      `${app.url}/webhooks`,
      {
        "content-type": "application/json",
        "x-shopify-topic": "inventory_levels/update",
        "x-shopify-shop-domain": shop.domain,
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-hmac-sha256": createHmac("sha256", app.apiSecret).update(body).digest("base64"),
        "x-shopify-api-version": "2026-10",
      },
      body,
      5_000,
    );
    if (status !== 200) throw new Error(`a late webhook was answered ${status}`);
  };
  const levels = [...shop.levels.values()];
  while (levels.length > 0) await Promise.all(levels.splice(0, LATE_AT_ONCE).map(send));
  poster.close();
}
