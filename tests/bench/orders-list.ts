import type { BenchDatabase } from "./bench-database.ts";
import type { QueryResultRow } from "pg";
import { makeShops } from "./bench-database.ts";
import { parseId, type ShopId } from "../../app/core/ids.ts";
import type { Explained } from "./orders-plans.ts";
import { percentile, type Report } from "./report.ts";

const ORDERS = 1_000_000;
/** Every pair of filters would take minutes: each single one, and every tenth pair. */
const SINGLES = 38;
/** What a page may take in the database: issue 7. It depends on the machine, so it is told and not judged. */
const PROMISED_MS = 100;

/**
 * The list of orders over a million rows, read as the app's role under row-level security: no variant that the page offers may read a whole
 * table or look at many rows in vain. Baseline: the same statements as the owner, whom row-level security does not bind.
 */
export async function benchOrdersList({ owner }: BenchDatabase): Promise<Report> {
  const { wordHash } = await import("../../app/platform/seal.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { explainPages, faultsOf, filters, nameOf, sorted } = await import("./orders-plans.ts");
  const { seedOrders } = await import("./orders-seed.ts");
  const [big = "", small = ""] = await makeShops(owner, "list", 2);
  const shopId = parseId<ShopId>(big);
  const started = performance.now();
  await seedOrders(owner, shopId, ORDERS, wordHash, true);
  await seedOrders(owner, parseId<ShopId>(small), 20_000, wordHash);
  const seconds = (performance.now() - started) / 1000;

  const chosen = filters().filter((_, index) => index < SINGLES || index % 10 === 0);
  const app = [];
  const bare = [];
  for (const filter of chosen.flatMap(sorted)) {
    app.push(...(await inShop(shopId, (tx) => explainPages(tx, filter))));
    bare.push(...(await explainPages(asOwner(owner, shopId), filter)));
  }
  const slow = app.filter(({ ms }) => ms > PROMISED_MS).length;
  const slowest = app.toSorted((a, b) => b.ms - a.ms).slice(0, 10);
  const row = (name: string, values: readonly number[]) => [
    name,
    values.length,
    percentile(values, 0.5),
    percentile(values, 0.95),
    percentile(values, 1),
  ];
  return {
    title: `List of orders: ${ORDERS.toLocaleString("en")} orders of one shop, every filter, order and page (ms in the database)`,
    columns: ["", "statements", "p50", "p95", "max"],
    rows: [
      row(
        "as entrega_app under row-level security",
        app.map(({ ms }) => ms),
      ),
      row(
        "as the owner, without",
        bare.map(({ ms }) => ms),
      ),
      row(
        "one filter or none, by date, under row-level security",
        app.filter((each) => isSingle(each) && each.filter.sort === "placed").map(({ ms }) => ms),
      ),
      row(
        "one filter or none, in every order, under row-level security",
        app.filter(isSingle).map(({ ms }) => ms),
      ),
    ],
    notes: [
      `Orders were made in ${seconds.toFixed(0)} s. ${slow} of ${app.length} statements took more than ${PROMISED_MS} ms; the slowest:`,
      ...slowest.map((each) => `${each.ms.toFixed(0).padStart(6)} ms: ${nameOf(each.filter)} ${each.page}`),
    ],
    faults: faultsOf(app, ORDERS),
  };
}

/** Chooses by one thing at most, a search among them. */
function isSingle({ filter }: Explained): boolean {
  const { stage, attention, payment, country, priority, assignee, search } = filter;
  const given = [stage, attention, payment, country, priority, assignee].filter((value) => value !== null);
  return given.length + (search === "" ? 0 : 1) <= 1;
}

function asOwner(owner: BenchDatabase["owner"], shopId: ShopId) {
  return {
    shopId,
    async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
      return (await owner.query<Row>(sql, [...values])).rows;
    },
  };
}
