import fc from "fast-check";
import { createInstance } from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import type { OrderId, ShopId } from "../../app/core/ids.ts";
import { ordersCsv } from "../../app/features/orders/csv.server.ts";
import {
  NO_FILTER,
  ORDER_SORTS,
  PAYMENT_STATUSES,
  PRIORITIES,
  readPageKey,
  type OrdersFilter,
} from "../../app/features/orders/domain/list-filter.ts";
import { ATTENTION_CODES, ORDER_STAGES } from "../../app/features/orders/domain/stage.ts";
import {
  assignees,
  destinationCountries,
  listOrders,
  PAGE_SIZE,
  type ListedOrder,
  type OrdersPage,
} from "../../app/features/orders/list.server.ts";
import en from "../../app/features/orders/locales/en.json" with { type: "json" };
import { storePersons } from "../../app/features/orders/person.server.ts";
import { inShop } from "../../app/platform/db/in-shop.server.ts";
import { sqlPool } from "../../app/platform/db/pool.server.ts";

const COUNTRIES = ["ES", "DE", "PT", null] as const;
const ORDERS = 240;

/** Orders of every kind: several of one instant and of one total, so that only the id tells them apart. */
const orders: readonly ListedOrder[] = Array.from({ length: ORDERS }, (_, i) => ({
  orderId: String(9_007_199_254_741_000n + BigInt(i)) as OrderId,
  name: `#${1000 + i}`,
  placedAt: new Date(Date.UTC(2026, 10, 1) + Math.floor((i * 7) / 3) * 60_000).toISOString(),
  stage: ORDER_STAGES[i % ORDER_STAGES.length] ?? "open",
  attention: i % 3 === 0 ? (ATTENTION_CODES[i % ATTENTION_CODES.length] ?? "") : "",
  payment: PAYMENT_STATUSES[i % 4] ?? "PAID",
  country: COUNTRIES[i % COUNTRIES.length] ?? null,
  totalMinor: (i * 37) % 50,
  currency: "EUR",
  units: 1 + (i % 4),
  priority: i % 5 === 0 ? 1 + ((i / 5) % 5) : 0,
  assignee: i % 7 === 0 ? "Ana" : i % 11 === 0 ? "Turno de tarde" : "",
}));

let shopId: ShopId;
let neighbour: ShopId;

beforeAll(async () => {
  shopId = await newShop();
  neighbour = await newShop();
  for (const shop of [shopId, neighbour]) await insertOrders(shop, shop === shopId ? orders : orders.slice(0, 5));
  await inShop(shopId, (tx) =>
    storePersons(tx, [
      {
        orderId: "9007199254741003" as OrderId,
        placedAt: new Date(),
        person: person("José Pérez", "jose@example.com"),
      },
      { orderId: "9007199254741004" as OrderId, placedAt: new Date(), person: person("José Núñez", "nu@example.com") },
    ]),
  );
});

describe("the list of orders", () => {
  const filters: fc.Arbitrary<OrdersFilter> = fc.record({
    stage: fc.option(fc.constantFrom(...ORDER_STAGES), { freq: 2 }),
    attention: fc.option(fc.constantFrom(...ATTENTION_CODES, "any" as const, "blocked" as const), { freq: 2 }),
    payment: fc.option(fc.constantFrom(...PAYMENT_STATUSES), { freq: 1 }),
    country: fc.option(fc.constantFrom("ES", "DE", "FR"), { freq: 1 }),
    priority: fc.option(fc.constantFrom(...PRIORITIES), { freq: 1 }),
    assignee: fc.option(fc.constantFrom("Ana", "Turno de tarde", "Zoe"), { freq: 1 }),
    search: fc.constant(""),
    sort: fc.constantFrom(...ORDER_SORTS),
    descending: fc.boolean(),
  });

  test("shows every order that fits once, in order, forwards and backwards", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const wanted = modelOf(filter).map(({ name }) => name);
        const pages = await walk(filter);
        expect(pages.flatMap(({ orders: shown }) => shown.map(({ name }) => name))).toEqual(wanted);
        expect(pages.every(({ count }) => count.value === wanted.length && !count.more)).toBe(true);
        expect(await walkBack(filter, pages)).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });

  test("shows what the mirror holds, with exact ids", async () => {
    const { orders: shown } = await page({ ...NO_FILTER, descending: false });
    expect(shown).toEqual(modelOf({ ...NO_FILTER, descending: false }).slice(0, PAGE_SIZE));
  });

  test("finds orders by the beginning of their number, with or without #", async () => {
    const names = await found("#112");
    expect(names).toEqual(["#1129", "#1128", "#1127", "#1126", "#1125", "#1124", "#1123", "#1122", "#1121", "#1120"]);
    expect(await found("112")).toEqual(names);
  });

  test("finds orders by whole personal words, in any spelling of theirs", async () => {
    expect(await found("jose perez")).toEqual(["#1003"]);
    expect(await found("JOSÉ")).toEqual(["#1004", "#1003"]);
    expect(await found("nu@example.com")).toEqual(["#1004"]);
    expect(await found("+34 600 100 200")).toEqual(["#1004", "#1003"]);
    expect(await found("jos")).toEqual([]);
  });

  test("searches inside what is filtered", async () => {
    const [third] = orders.slice(3);
    expect(await found("jose", { stage: third?.stage as OrdersFilter["stage"] })).toEqual(["#1003"]);
  });

  test("knows the countries orders go to, each once", async () => {
    expect(await inShop(shopId, destinationCountries)).toEqual(["DE", "ES", "PT"]);
  });

  test("knows who takes care of orders, each once", async () => {
    expect(await inShop(shopId, assignees)).toEqual(["Ana", "Turno de tarde"]);
  });

  test("shows a shop its own orders and nobody else's", async () => {
    const { orders: shown, count } = await inShop(neighbour, (tx) => listOrders(tx, NO_FILTER, null));
    expect(shown).toHaveLength(5);
    expect(count).toEqual({ value: 5, more: false });
  });
});

describe("the export", () => {
  test("holds the filtered list, all of it, in its order", async () => {
    const i18n = createInstance();
    await i18n.init({ lng: "en", resources: { en: { orders: en } }, interpolation: { escapeValue: false } });
    const filter = { ...NO_FILTER, attention: "any", sort: "total" } as const;
    const text = await new Response(ordersCsv(shopId, filter, i18n.getFixedT("en", "orders"))).text();
    const lines = text.trimEnd().split("\r\n");
    expect(lines[0]).toBe(
      "Order,Date,Stage,Needs you because,Priority,Taken care of by,Payment,Ships to,Units,Total,Currency",
    );
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(modelOf(filter).map(({ name }) => name));
  });
});

/** What the list should show, computed the slow and obvious way. */
function modelOf(filter: OrdersFilter): ListedOrder[] {
  const value = (order: ListedOrder) => (filter.sort === "placed" ? Date.parse(order.placedAt) : order.totalMinor);
  return orders
    .filter(
      (order) =>
        (filter.stage === null || order.stage === filter.stage) &&
        (filter.attention === null || attentions(filter.attention).includes(order.attention)) &&
        (filter.payment === null || order.payment === filter.payment) &&
        (filter.country === null || order.country === filter.country) &&
        (filter.priority === null || order.priority === Number(filter.priority)) &&
        (filter.assignee === null || order.assignee === filter.assignee),
    )
    .sort(
      (a, b) => (value(a) - value(b) || Number(BigInt(a.orderId) - BigInt(b.orderId))) * (filter.descending ? -1 : 1),
    );
}

function page(filter: OrdersFilter, place: Record<string, string> = {}): Promise<OrdersPage> {
  return inShop(shopId, (tx) => listOrders(tx, filter, readPageKey(new URLSearchParams(place))));
}

async function walk(filter: OrdersFilter): Promise<OrdersPage[]> {
  const pages = [await page(filter)];
  for (let last = pages.at(-1); last?.after != null; last = pages.at(-1))
    pages.push(await page(filter, { after: last.after }));
  return pages;
}

/** From the last page to the first by "previous". */
async function walkBack(filter: OrdersFilter, pages: readonly OrdersPage[]): Promise<string[]> {
  let current = pages.at(-1);
  let names = current?.orders.map(({ name }) => name) ?? [];
  while (current?.before != null) {
    current = await page(filter, { before: current.before });
    names = [...current.orders.map(({ name }) => name), ...names];
  }
  return names;
}

async function found(search: string, filter: Partial<OrdersFilter> = {}): Promise<string[]> {
  const { orders: shown } = await page({ ...NO_FILTER, ...filter, search });
  return shown.map(({ name }) => name);
}

async function newShop(): Promise<ShopId> {
  const { rows } = await sqlPool.query<{ id: ShopId }>(
    "insert into shop (domain, installed_at) values (gen_random_uuid() || '.myshopify.com', now()) returning id",
  );
  if (!rows[0]) throw new Error("no shop");
  return rows[0].id;
}

async function insertOrders(shop: ShopId, rows: readonly ListedOrder[]): Promise<void> {
  await inShop(shop, (tx) =>
    tx.run(
      `insert into shop_order (shop_id, order_id, name, placed_at, updated_at, is_test, channel, financial_status, fulfillment_status, risk,
                               currency, total_minor, units, dest_country, stage, attention, priority, assignee, read_no)
       select $1, "orderId", name, "placedAt", "placedAt", false, 'web', payment, 'UNFULFILLED', 'NONE', currency, "totalMinor", units,
              country, stage, attention, priority, assignee, 1
         from jsonb_to_recordset($2::jsonb) as x("orderId" bigint, name text, "placedAt" timestamptz, payment text, currency text,
              "totalMinor" bigint, units int, country text, stage text, attention text, priority smallint, assignee text)`,
      [shop, JSON.stringify(rows)],
    ),
  );
}

function person(name: string, email: string) {
  return {
    name,
    email,
    phone: "+34600100200",
    address1: null,
    address2: null,
    city: null,
    provinceCode: null,
    zip: null,
    countryCode: "ES",
  };
}

const attentions = (wanted: NonNullable<OrdersFilter["attention"]>): readonly string[] =>
  wanted === "any" ? ATTENTION_CODES : wanted === "blocked" ? ["unroutable", "held"] : [wanted];
