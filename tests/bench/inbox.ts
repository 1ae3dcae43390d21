import type pg from "pg";
import { INBOX_AREAS } from "../../app/core/inbox.ts";
import { parseId, type ShopId } from "../../app/core/ids.ts";
import { INBOX_SORTS, readInboxFilter, type InboxFilter } from "../../app/features/inbox/domain/filter.ts";
import type { BenchDatabase } from "./bench-database.ts";
import { makeShops } from "./bench-database.ts";
import { percentile, type Report } from "./report.ts";

const ORDERS = 1_000_000;
const ITEMS = 20_000;
/** Open of each kind that has many: a shop that looks at nothing for weeks. */
const OPEN = 5_000;
const TIMES = 5;
const READER = { name: "Ana", who: "70001" };

/** What people choose on the page, as its address says it. */
const ADDRESSES = [
  ...["", "show=resting", "new=yes", "owner=me", "owner=nobody", "owner=other", "due=over", "due=today", "q=%235"],
  ...INBOX_AREAS.map((area) => `area=${area}`),
  ...["kind=order", "kind=risk", "kind=alert", "kind=drift", "kind=message", "area=orders&owner=nobody&new=yes"],
];

/** The inbox of a shop with a million orders and thousands of things open, in both sortings and directions; counted, and what is new for one reader. */
export async function benchInbox({ owner }: BenchDatabase): Promise<Report> {
  const { wordHash } = await import("../../app/platform/seal.server.ts");
  const { inShop } = await import("../../app/platform/db/in-shop.server.ts");
  const { countInbox, inboxFrom, placeOf } = await import("../../app/features/inbox/list.server.ts");
  const { seedOrders } = await import("./orders-seed.ts");
  const { seedStock } = await import("./inventory-seed.ts");
  const [big = ""] = await makeShops(owner, "inbox", 1);
  const shopId = parseId<ShopId>(big);
  await seedOrders(owner, shopId, ORDERS, wordHash, true);
  await seedStock(owner, shopId, ITEMS);
  await openThings(owner, shopId);
  const now = new Date();

  const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number[]; last: T }> => {
    const ms: number[] = [];
    for (let time = 1; ; time += 1) {
      const began = performance.now();
      const last = await work();
      ms.push(performance.now() - began);
      if (time === TIMES) return { ms, last };
    }
  };
  const rows: (string | number)[][] = [];
  const row = (name: string, ms: readonly number[], found: number) =>
    rows.push([name, found, percentile(ms, 0.5), percentile(ms, 0.95), percentile(ms, 1)]);
  for (const address of ADDRESSES) {
    const ms: number[] = [];
    let found = 0;
    for (const filter of sorted(readInboxFilter(new URLSearchParams(address)))) {
      const page = (from: Parameters<typeof inboxFrom>[2]) =>
        timed(() => inShop(shopId, (tx) => inboxFrom(tx, filter, from, 51, READER, now)));
      const first = await page(null);
      ms.push(...first.ms);
      found = first.last.length;
      const last = first.last.at(-1);
      if (last) ms.push(...(await page({ side: "after", ...placeOf(last, filter) })).ms);
    }
    row(address || "everything", ms, found);
  }
  const counted = await timed(() => inShop(shopId, (tx) => countInbox(tx, READER.who, INBOX_AREAS, now)));
  row(
    "counted, and what is new",
    counted.ms,
    Object.values(counted.last.open).reduce((sum, each) => sum + each, 0),
  );
  return {
    title: `Inbox: ${ORDERS.toLocaleString("en")} orders, ${OPEN.toLocaleString("en")} things open of each of five kinds (ms, transaction included)`,
    columns: ["", "found", "p50", "p95", "max"],
    rows,
    notes: [],
    faults: [],
  };
}

const sorted = (filter: InboxFilter): InboxFilter[] =>
  INBOX_SORTS.flatMap((sort) => [false, true].map((descending) => ({ ...filter, sort, descending })));

/** The newest orders and the first items have something; half of it was read, a tenth is somebody's, a twentieth rests. */
async function openThings(owner: pg.Pool, shopId: ShopId): Promise<void> {
  const newest = `with o as (select order_id, row_number() over (order by placed_at desc) as n from shop_order where shop_id = $1 order by placed_at desc limit ${OPEN})`;
  const spread = "now() - n * interval '7 minutes'";
  await owner.query(
    `${newest} update shop_order s set attention = (array['held', 'unroutable', 'asks', 'refused'])[1 + n % 4] from o where s.shop_id = $1 and s.order_id = o.order_id`,
    [shopId],
  );
  await owner.query(
    `${newest} insert into risk (shop_id, order_id, part, kind, opened_at, deadline, evidence, fact_key, cost_minor, currency, owner, snooze, snoozed_until)
     select $1, order_id, 'order', 'unpicked', ${spread}, now() + (n - ${OPEN} / 2) * interval '10 minutes', '{}', '', 500, 'EUR',
            case when n % 10 = 0 then '${READER.name}' else '' end, case when n % 20 = 0 then 'date' else '' end, now() + interval '2 days' from o`,
    [shopId],
  );
  await owner.query(
    `${newest} insert into message (shop_id, order_id, kind, fact, params, audience, status, created_at)
     select $1, order_id, 'delayed', 'parcel ' || n, '{}', 'shopper', 'failed', ${spread} from o`,
    [shopId],
  );
  const items = `with i as (select item_id, row_number() over (order by item_id) as n from inventory_item where shop_id = $1 order by item_id limit ${OPEN})`;
  await owner.query(
    `${items} insert into stock_alert (shop_id, item_id, kind, rule_id, opened_at, available, runs_out_at)
     select $1, item_id, 'low', 1, ${spread}, 1, case when n % 3 = 0 then '9999-01-01' else now() + n * interval '1 hour' end from i`,
    [shopId],
  );
  await owner.query(
    `${items} insert into stock_entry (shop_id, item_id, location_id, available, cause, since, occurred_at, recorded_at)
     select $1, item_id, (select min(location_id) from location where shop_id = $1), -1, 'outside', ${spread}, ${spread}, now() from i`,
    [shopId],
  );
  for (const [kind, refs] of [
    ["order", "select order_id::text as ref from shop_order where shop_id = $1 and attention <> ''"],
    ["risk", "select risk_id::text as ref from risk where shop_id = $1"],
    ["message", "select message_id::text as ref from message where shop_id = $1"],
    ["alert", "select alert_id::text as ref from stock_alert where shop_id = $1"],
    ["drift", "select seq::text as ref from stock_entry where shop_id = $1"],
  ] as const) {
    const numbered = `(select ref, row_number() over (order by ref) as n from (${refs}) r) r`;
    await owner.query(
      `insert into inbox_read (shop_id, who, kind, ref, read_at) select $1, '${READER.who}', '${kind}', ref, now() from ${numbered} where n % 2 = 0`,
      [shopId],
    );
    await owner.query(
      `insert into inbox_mark (shop_id, kind, ref, owner, snoozed_until, changed_at, changed_by)
       select $1, '${kind}', ref, case when n % 10 = 0 then '${READER.name}' else '' end, case when n % 20 = 0 then now() + interval '2 days' end, now(), '1'
         from ${numbered} where n % 10 = 0 or n % 20 = 0`,
      [shopId],
    );
  }
  await owner.query(
    "vacuum (analyze) shop_order, risk, message, stock_alert, stock_entry, inbox_read, inbox_mark, inventory_item",
  );
}
