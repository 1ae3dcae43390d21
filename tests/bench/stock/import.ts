/** A million levels from a bulk result into the mirror, beside PostgreSQL's COPY of the same rows into the same table. */
import type { BenchDatabase } from "../bench-database.ts";
import { makeShops } from "../bench-database.ts";
import { endPart, processorSeconds, startPart, told } from "../load/processes.ts";
import { ratioText, type Report } from "../report.ts";
import { LOCATIONS, startBulkServer } from "./bulk-server.ts";

const LEVELS = 1_000_000;
const ITEMS = LEVELS / LOCATIONS;
const MOST_RATIO = 4;
const MOST_MEGABYTES = 300;
/** As in `npm run worker`: with room for more young objects Node lets 100 MB more of them pile up before it looks, and saves 3 % of its time. */
const WORKER_OPTIONS = { NODE_OPTIONS: "--max-semi-space-size=4" };

export async function benchStockImport({ owner, postmaster }: BenchDatabase): Promise<Report> {
  const [shop = ""] = await makeShops(owner, "stock-import", 1);
  await owner.query("update shop set installed_at = '2026-01-01' where id = $1", [shop]);
  await owner.query(
    "insert into shop_profile (shop_id, currency, timezone, plan, scopes, updated_at) values ($1, 'EUR', 'Europe/Madrid', 'basic', '{}', '2026-01-01')",
    [shop],
  );
  await owner.query("insert into import_run (shop_id, kind, status) values ($1, 'items', 'loading')", [shop]);
  await owner.query("insert into shop_lane (shop_id, lane, ready_at) values ($1, 3, '2026-01-01')", [shop]);
  const { rows: numbers } = await owner.query<{ no: string }>("select nextval('read_no') as no");
  const bulk = await startBulkServer();
  const args = [shop, `${bulk.url}/${ITEMS}`, numbers[0]?.no ?? "1"];
  const worker = await startPart("stock/import-worker.ts", args, WORKER_OPTIONS);
  const before = processorSeconds({}, postmaster());
  const { seconds, megabytes } = (await told(worker.process)) as { seconds: number; megabytes: number };
  const between = processorSeconds({ worker }, postmaster());
  await endPart(worker);
  bulk.server.close();
  const { rows: counted } = await owner.query<{ count: number }>(
    "select count(*)::int as count from inventory_level where shop_id = $1 and not differs",
    [shop],
  );
  const copied = await copyAgain(owner, shop, postmaster);
  const database = (between["PostgreSQL"] ?? 0) - (before["PostgreSQL"] ?? 0);
  await owner.query("delete from inventory_level where shop_id = $1", [shop]);
  const faults = counted[0]?.count === LEVELS ? [] : [`${counted[0]?.count ?? 0} of ${LEVELS} levels arrived`];
  return {
    title: `Import of ${LEVELS.toLocaleString("en")} levels of ${ITEMS.toLocaleString("en")} items`,
    columns: ["", "s", "levels/s", "of COPY", "PostgreSQL's CPU s", "of COPY", "worker's CPU s", "worker MB"],
    rows: [
      [
        "COPY of the same rows into the same table",
        copied.seconds,
        LEVELS / copied.seconds,
        "1.00 ×",
        copied.cpu,
        "1.00 ×",
        "",
        "",
      ],
      [
        "bulk result → mirror, with its items",
        seconds,
        LEVELS / seconds,
        ratioText(seconds, copied.seconds),
        database,
        ratioText(database, copied.cpu),
        between["worker"] ?? Number.NaN,
        megabytes,
      ],
    ],
    notes: [
      `Wanted: at most ${MOST_RATIO} × the time of COPY, at most ${MOST_MEGABYTES} MB. On a machine that is busy with other work only processor time can be compared.`,
    ],
    faults,
  };
}

interface Copied {
  readonly seconds: number;
  /** Processor time of PostgreSQL. */
  readonly cpu: number;
}

/** COPY is refused under row-level security, so the owner does it: out to the server's disk in the order of the bulk result, away, and in again. */
async function copyAgain(owner: BenchDatabase["owner"], shop: string, postmaster: () => number): Promise<Copied> {
  const { rows } = await owner.query<{ columns: string; folder: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns, current_setting('data_directory') as folder
       from pg_attribute where attrelid = 'inventory_level'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  );
  const { columns = "", folder = "" } = rows[0] ?? {};
  const file = `${folder}/levels.copy`;
  await owner.query(
    `copy (select ${columns} from inventory_level where shop_id = ${BigInt(shop)} order by item_id, location_id) to '${file}'`,
  );
  await owner.query("delete from inventory_level where shop_id = $1", [shop]);
  await owner.query("vacuum inventory_level");
  const before = processorSeconds({}, postmaster());
  const began = performance.now();
  await owner.query(`copy inventory_level (${columns}) from '${file}'`);
  const seconds = (performance.now() - began) / 1_000;
  const after = processorSeconds({}, postmaster());
  return { seconds, cpu: (after["PostgreSQL"] ?? 0) - (before["PostgreSQL"] ?? 0) };
}
