import type { QueryResultRow } from "pg";
import { parseId, type ShopId } from "../../app/core/ids.ts";
import type { BenchDatabase } from "./bench-database.ts";
import { makeShops } from "./bench-database.ts";
import { STOCK_SORTS } from "../../app/features/inventory/domain/list-filter.ts";
import type { Explained } from "./inventory-plans.ts";
import { percentile, type Report } from "./report.ts";

const ITEMS = 100_000;
/** Every pair of filters would take an hour: every thirtieth. */
const EVERY_PAIR = 30;
/** What a page may take in the database: issue 4. It depends on the machine, so it is told and not judged. */
const PROMISED_MS = 100;

/**
 * The list of stock over a million levels, read as the app's role under row-level security: every filter, sorting, direction and page. Baseline: the same
 * statements as the owner, whom row-level security does not bind; and what the list's indexes cost a write.
 */
export async function benchInventoryList({ owner }: BenchDatabase): Promise<Report> {
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { explainPages, filterName, filters, nameOf, sorted } = await import("./inventory-plans.ts");
  const { seedStock } = await import("./inventory-seed.ts");
  const [big = "", small = ""] = await makeShops(owner, "stock", 2);
  const shopId = parseId<ShopId>(big);
  const started = performance.now();
  await seedStock(owner, shopId, ITEMS, true);
  await seedStock(owner, parseId<ShopId>(small), 2_000);
  await owner.query("vacuum (analyze) inventory_level, inventory_item, item_word, item_tag");
  const seconds = (performance.now() - started) / 1000;

  const { singles, pairs } = filters();
  const chosen = [
    ...singles.map((part) => ({ part, single: true })),
    ...pairs.filter((_, index) => index % EVERY_PAIR === 0).map((part) => ({ part, single: false })),
  ];
  const app: (Explained & { readonly single: boolean })[] = [];
  const bare: Explained[] = [];
  for (const { part, single } of chosen)
    for (const filter of sorted(part)) {
      app.push(...(await inShop(shopId, (tx) => explainPages(tx, filter))).map((each) => ({ ...each, single })));
      bare.push(...(await explainPages(asOwner(owner, shopId), filter)));
    }
  const row = (name: string, statements: readonly Explained[]) => {
    const ms = statements.map((each) => each.ms);
    return [name, ms.length, percentile(ms, 0.5), percentile(ms, 0.95), percentile(ms, 1)];
  };
  const slowest = app.toSorted((a, b) => b.ms - a.ms).slice(0, 10);
  const slow = app.filter(({ ms }) => ms > PROMISED_MS).length;
  return {
    title: `List of stock: ${(ITEMS * 10).toLocaleString("en")} levels of one shop, every filter, order and page (ms in the database, planning included)`,
    columns: ["", "statements", "p50", "p95", "max"],
    rows: [
      row("as entrega_app under row-level security", app),
      row(
        "of these, one filter or none",
        app.filter(({ single }) => single),
      ),
      row("as the owner, without", bare),
    ],
    notes: [
      `Levels were made in ${seconds.toFixed(0)} s. ${slow} of ${app.length} statements took more than ${PROMISED_MS} ms; the slowest:`,
      ...slowest.map((each) => `${each.ms.toFixed(0).padStart(6)} ms, ${each.read} rows read: ${nameOf(each)}`),
      ...byPair(
        app.filter(({ single }) => single),
        filterName,
      ),
      ...(await writeCost(owner, shopId)),
    ],
    faults: app.filter(({ seqScan }) => seqScan).map((each) => `${nameOf(each)}: reads a whole table`),
  };
}

/** p95 of the statements of each filter and order. */
function byPair(statements: readonly Explained[], nameOf: (filter: Explained["filter"]) => string): string[] {
  const width = 10;
  const lines = [...Map.groupBy(statements, ({ filter }) => nameOf(filter))].map(([name, ofFilter]) => {
    const cells = STOCK_SORTS.map((sort) => {
      const ms = ofFilter.filter(({ filter }) => filter.sort === sort).map((each) => each.ms);
      return (ms.length > 0 ? percentile(ms, 0.95).toFixed(0) : "").padStart(width);
    });
    return `${name.padEnd(40)}${cells.join("")}`;
  });
  return [`${"p95 ms of".padEnd(40)}${STOCK_SORTS.map((sort) => sort.padStart(width)).join("")}`, ...lines];
}

const LIST_INDEXES = [
  "by_available",
  "by_on_hand",
  "by_updated",
  "by_committed",
  "by_incoming",
  "provisional",
  "inactive",
];

/** 20,000 updates of `available`, as webhooks make them, with and without the indexes that only the list needs. */
async function writeCost(owner: BenchDatabase["owner"], shopId: ShopId): Promise<string[]> {
  const update = async () => {
    const started = performance.now();
    await owner.query(
      `update inventory_level set available = available - 1, on_hand = on_hand - 1, updated_at = updated_at + interval '1 day'
        where shop_id = $1 and item_id % 50 = 0`,
      [shopId],
    );
    return ((performance.now() - started) * 1000) / 20_000;
  };
  const [dry, withAll] = [await update(), await update()];
  await owner.query(`drop index ${LIST_INDEXES.map((name) => `inventory_level_${name}`).join(", ")}`);
  const without = await update();
  return [
    `A changed level, written: ${withAll.toFixed(0)} µs with the list's indexes (${dry.toFixed(0)} the first time), ${without.toFixed(0)} µs without.`,
  ];
}

function asOwner(owner: BenchDatabase["owner"], shopId: ShopId) {
  return {
    shopId,
    async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
      return (await owner.query<Row>(sql, [...values])).rows;
    },
  };
}
