import fc from "fast-check";
import { createInstance } from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId, type ShopId } from "../../app/core/ids.ts";
import { stockCsv } from "../../app/features/inventory/csv.server.ts";
import {
  isText,
  LOOKS,
  NO_FILTER,
  readPageKey,
  STOCK_SORTS,
  STOCKS,
  type StockFilter,
} from "../../app/features/inventory/domain/list-filter.ts";
import { itemWords, sortKey } from "../../app/features/inventory/domain/search-words.ts";
import { stockChoices } from "../../app/features/inventory/list-choices.server.ts";
import { stockCountSql, stockListSql } from "../../app/features/inventory/list-sql.ts";
import { listStock, PAGE_SIZE, stockQuery, type StockPage } from "../../app/features/inventory/list.server.ts";
import en from "../../app/features/inventory/locales/en.json" with { type: "json" };
import { readLocations } from "../../app/features/inventory/stock.server.ts";
import { inShop } from "../../app/platform/db/in-shop.server.ts";
import { sqlPool } from "../../app/platform/db/pool.server.ts";

const ITEMS = 60;
const PLACES = ["60000000001", "60000000002", "9007199254740993"].map((id) => parseId<LocationId>(id));

/** A level with what the list filters and sorts by; several of one title, number and instant, so that only the ids tell them apart. */
interface Level {
  readonly item: InventoryItemId;
  readonly place: LocationId;
  readonly title: string;
  readonly sku: string;
  readonly vendor: string;
  readonly type: string;
  readonly tag: string;
  readonly tracked: boolean;
  readonly active: boolean;
  readonly available: number;
  readonly committed: number;
  readonly incoming: number;
  readonly differs: boolean;
  readonly provisional: boolean;
  readonly marked: boolean;
  readonly updated: number;
}

const levels: readonly Level[] = Array.from({ length: ITEMS }, (_, i) =>
  PLACES.map((place, p) => ({
    item: parseId<InventoryItemId>(9_007_199_254_741_000n + BigInt(i)),
    place,
    title: ["Óxido", "ante", "Camiseta sol", "Taza"][i % 4] ?? "",
    sku: i % 7 === 0 ? "" : `SKU-${i % 20}`,
    vendor: ["Sol", "Luna", ""][i % 3] ?? "",
    type: i % 5 === 0 ? "Ropa" : "Casa",
    tag: i % 6 === 0 ? "oferta" : "nuevo",
    tracked: i % 9 !== 0,
    active: (i + p) % 11 !== 0,
    available: i % 9 === 0 ? 0 : ((i * 7 + p * 3) % 12) - 3,
    committed: (i + p) % 5 === 0 ? i % 3 : 0,
    incoming: i % 10 === 0 ? 4 : 0,
    differs: (i + p) % 13 === 0,
    provisional: (i + p) % 17 === 0,
    marked: (i + p) % 19 === 0,
    updated: Date.UTC(2026, 10, 1) + Math.floor((i * 3 + p) / 4) * 60_000,
  })),
).flat();

let shopId: ShopId;
let neighbour: ShopId;
beforeAll(async () => {
  [shopId, neighbour] = await Promise.all([newShop(), newShop()]);
  await insert(shopId, levels);
  await insert(neighbour, levels.slice(0, 3));
});

const filters: fc.Arbitrary<StockFilter> = fc.record({
  locations: fc.subarray(PLACES),
  vendor: fc.option(fc.constantFrom("Sol", "Luna"), { freq: 1 }),
  type: fc.option(fc.constantFrom("Ropa", "Casa"), { freq: 1 }),
  tag: fc.option(fc.constantFrom("oferta", "nuevo", "otro"), { freq: 1 }),
  stock: fc.option(fc.constantFrom(...STOCKS), { freq: 1 }),
  low: fc.constantFrom(2, 5),
  tracked: fc.option(fc.boolean(), { freq: 1 }),
  look: fc.option(fc.constantFrom(...LOOKS), { freq: 1 }),
  search: fc.constantFrom("", "", "", "cami", "SOL luna", "sku-1", "ÓXIDO"),
  sort: fc.constantFrom(...STOCK_SORTS),
  descending: fc.boolean(),
});

describe("the list of stock", () => {
  test("shows every level that fits once, in order, forwards and backwards", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const wanted = modelOf(filter).map(nameOf);
        const pages = await walk(filter);
        expect(pages.flatMap(names)).toEqual(wanted);
        expect(pages.every(({ count }) => count.value === wanted.length && !count.more)).toBe(true);
        expect(await walkBack(filter, pages)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  test("shows the same whichever way it finds a page: sorts the few that fit, begins at the items, or walks an index", async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.nat({ max: 40 }), async (filter, at) => {
        await inShop(shopId, async (tx) => {
          const query = stockQuery(shopId, filter, await readLocations(tx));
          const fitting = modelOf(filter);
          const from = fitting[at];
          const place = from ? `${from.item}_${from.place}_${valueOf(from, filter.sort)}` : null;
          const key = readPageKey(new URLSearchParams(place === null ? {} : { after: place }), filter.sort);
          const wanted = fitting
            .slice(from ? at + 1 : 0)
            .slice(0, 20)
            .map(nameOf);
          for (const items of [null, 1, 10_000, 100_000])
            for (const few of [true, false]) {
              const reach = items === null ? [] : [null, ...(query.words ?? [])].map((word) => ({ word, items }));
              const { sql, values } = stockListSql({ ...query, reach }, key, 20, few);
              const rows = await tx.rows<{ item_id: string; location_id: string }>(sql, values);
              expect(rows.map((row) => `${row.item_id} ${row.location_id}`)).toEqual(wanted);
              const counting = stockCountSql({ ...query, reach });
              const [counted] = await tx.rows<{ count: number }>(counting.sql, counting.values);
              expect(counted?.count).toBe(fitting.length);
            }
        });
      }),
      { numRuns: 20 },
    );
  });

  test("shows what the mirror holds, with exact ids, cost, and whether a read is to come", async () => {
    const { levels: shown } = await page({ ...NO_FILTER, search: "9007199254741001", locations: PLACES.slice(2) });
    expect(shown).toMatchObject([
      {
        itemId: "9007199254741001",
        locationId: "9007199254740993",
        title: "ante",
        sku: "SKU-1",
        quantities: { available: ((7 + 6) % 12) - 3, damaged: 0 },
        cost: { minor: 250, currency: "EUR" },
        tracked: true,
      },
    ]);
  });

  test("knows vendors, types and tags, each once", async () => {
    expect(await inShop(shopId, stockChoices)).toEqual({
      vendors: ["Luna", "Sol"],
      types: ["Casa", "Ropa"],
      tags: ["nuevo", "oferta"],
    });
  });

  test("shows a shop its own stock and nobody else's", async () => {
    const { levels: shown } = await inShop(neighbour, (tx) => listStock(tx, NO_FILTER, null));
    expect(shown.length).toBe(levels.slice(0, 3).filter(({ active }) => active).length);
  });
});

describe("the export", () => {
  test("holds the filtered list, all of it, in its order, and nothing a spreadsheet would run", async () => {
    const i18n = createInstance();
    await i18n.init({ lng: "en", resources: { en: { inventory: en } }, interpolation: { escapeValue: false } });
    const filter: StockFilter = { ...NO_FILTER, sort: "available", descending: true };
    const text = await new Response(stockCsv(shopId, filter, i18n.getFixedT("en", "inventory"))).text();
    const lines = text.trimEnd().split("\r\n");
    expect(lines[0]).toContain("Item,Variant,SKU,Barcode,Vendor,Product type,Location,On hand,Available");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(modelOf(filter).map(({ title }) => title));
    expect(lines[1]).toContain(`"'=Norte"`);
  });
});

/** What the list should show, computed the slow and obvious way. */
function modelOf(filter: StockFilter): Level[] {
  const { locations, vendor, type, tag, stock, low, tracked, look, search } = filter;
  const fits = (level: Level): boolean =>
    (locations.length === 0 || locations.includes(level.place)) &&
    (vendor === null || level.vendor === vendor) &&
    (type === null || level.type === type) &&
    (tag === null || level.tag === tag) &&
    (tracked === null || level.tracked === tracked) &&
    (stock === null || level.tracked) &&
    (stock !== "in" || level.available > 0) &&
    (stock !== "low" || (level.available > 0 && level.available <= low)) &&
    (stock !== "out" || level.available <= 0) &&
    (stock !== "negative" || level.available < 0) &&
    level.active === (look !== "inactive") &&
    (look !== "differs" || level.differs) &&
    (look !== "unread" || level.provisional || level.marked) &&
    search
      .split(" ")
      .filter(Boolean)
      .every((word) => wordsOf(level).some((each) => each.startsWith(sortKey(word))));
  return levels.filter(fits).sort((a, b) => compare(a, b, filter.sort) * (filter.descending ? -1 : 1));
}

const wordsOf = ({ title, sku, vendor, item }: Level): string[] => itemWords([title, sku, vendor, item]);
const nameOf = ({ item, place }: Level): string => `${item} ${place}`;

function valueOf(level: Level, sort: StockFilter["sort"]): string | number {
  if (isText(sort)) return sortKey(level[sort]);
  if (sort === "on_hand") return level.available + level.committed;
  return level[sort];
}

function compare(a: Level, b: Level, sort: StockFilter["sort"]): number {
  const [first, second] = [valueOf(a, sort), valueOf(b, sort)];
  return (
    (first < second ? -1 : first > second ? 1 : 0) ||
    Number(BigInt(a.item) - BigInt(b.item)) ||
    Number(BigInt(a.place) - BigInt(b.place))
  );
}

const names = ({ levels: shown }: StockPage): string[] =>
  shown.map(({ itemId, locationId }) => `${itemId} ${locationId}`);

function page(filter: StockFilter, place: Record<string, string> = {}): Promise<StockPage> {
  return inShop(shopId, (tx) => listStock(tx, filter, readPageKey(new URLSearchParams(place), filter.sort)));
}

async function walk(filter: StockFilter): Promise<StockPage[]> {
  const pages = [await page(filter)];
  for (let last = pages.at(-1); last?.after != null; last = pages.at(-1))
    pages.push(await page(filter, { after: last.after }));
  expect(pages.slice(0, -1).every((each) => each.levels.length === PAGE_SIZE)).toBe(true);
  return pages;
}

/** From the last page to the first by "previous". */
async function walkBack(filter: StockFilter, pages: readonly StockPage[]): Promise<string[]> {
  let current = pages.at(-1);
  let shown = current ? names(current) : [];
  while (current?.before != null) {
    current = await page(filter, { before: current.before });
    shown = [...names(current), ...shown];
  }
  return shown;
}

async function newShop(): Promise<ShopId> {
  const { rows } = await sqlPool.query<{ id: ShopId }>(
    "insert into shop (domain, installed_at) values (gen_random_uuid() || '.myshopify.com', now()) returning id",
  );
  if (!rows[0]) throw new Error("no shop");
  return rows[0].id;
}

async function insert(shop: ShopId, rows: readonly Level[]): Promise<void> {
  const given = JSON.stringify(
    rows.map((level) => ({
      ...level,
      title_key: sortKey(level.title),
      sku_key: sortKey(level.sku),
      words: wordsOf(level),
    })),
  );
  await inShop(shop, async (tx) => {
    await tx.run(
      `insert into location (shop_id, location_id, name, active, fulfills_online_orders, ships_inventory, is_fulfillment_service, updated_at, read_no)
       select $1, id, '=Norte', true, true, true, false, '2026-01-01', 1 from unnest($2::bigint[]) id`,
      [shop, PLACES],
    );
    const x = `with x as (select * from jsonb_to_recordset($2::jsonb) as x(item bigint, place bigint, title text, sku text, vendor text, type text, tag text, tracked bool,
         active bool, available int, committed int, incoming int, differs bool, provisional bool, marked bool, updated bigint, title_key text, sku_key text, words text[]))`;
    await tx.run(
      `${x} insert into inventory_item (shop_id, item_id, sku, title, tracked, requires_shipping, vendor, product_type, unit_cost_minor, unit_cost_currency, title_key,
           sku_key, updated_at, read_no)
       select distinct $1::bigint, item, sku, title, tracked, true, vendor, type, 250, 'EUR', title_key, sku_key, timestamptz '2026-01-01', 1 from x`,
      [shop, given],
    );
    await tx.run(`${x} insert into item_tag (shop_id, tag, item_id) select distinct $1::bigint, tag, item from x`, [
      shop,
      given,
    ]);
    await tx.run(
      `${x} insert into item_word (shop_id, word, item_id) select distinct $1::bigint, w, item from x cross join unnest(words) w`,
      [shop, given],
    );
    await tx.run(
      `${x} insert into inventory_level (shop_id, item_id, location_id, active, available, on_hand, committed, incoming, reserved, damaged, safety_stock, quality_control,
           updated_at, read_no, provisional, opened_at, agreed_at, x_available, x_committed, x_incoming)
       select $1, item, place, active, available, available + committed, committed, incoming, 0, 0, 0, 0, to_timestamp(updated / 1000), 1, provisional,
              to_timestamp(0), to_timestamp(0), case when differs then available + 1 else available end, committed, incoming from x`,
      [shop, given],
    );
    await tx.run(
      `${x} insert into mark (shop_id, kind, object_id, part, marked_at) select $1, 6, item, place, to_timestamp(0) from x where marked`,
      [shop, given],
    );
  });
}
