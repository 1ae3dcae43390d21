/**
 * Makes a restored database fit to serve: `npm run restored -- redactions.jsonl`, with MIGRATE_URL (the owner, at the restored database), APP_PASSWORD, and the
 * app's own environment. Keeps the app out, applies the migrations it lacks, erases again what had been erased since the backup, has what waited to be sent looked up first,
 * and lets the app in. When anything fails the door stays shut: mend it, and run it again.
 */
import { readFileSync } from "node:fs";
import pg from "pg";
import { parseId, type ShopId } from "../app/core/ids.ts";
import type { RedactionLine } from "../app/features/shops/public.server.ts";
import { migrate } from "./migrate.ts";

/** Revokes or gives back the app's right to connect to this database; the owner keeps it. */
async function door(owner: pg.Client, state: "shut" | "open"): Promise<void> {
  const { rows } = await owner.query<{ name: string }>("select quote_ident(current_database()) as name");
  const name = rows[0]?.name ?? "";
  if (state === "open") {
    await owner.query(`grant connect on database ${name} to entrega_app`);
    return;
  }
  await owner.query(`revoke connect on database ${name} from public, entrega_app`);
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'entrega_app'",
  );
}

/** The owner's connection, acting as the app: row-level security holds, and the door that is shut for the app is none for it. */
function asApp(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.searchParams.set("options", "-c role=entrega_app");
  return url.href;
}

/** All of the list, before anything is done with it: one that is cut off is noticed. */
async function readList(file: string): Promise<RedactionLine[]> {
  const { RedactionLine } = await import("../app/features/shops/public.server.ts");
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => RedactionLine.parse(JSON.parse(line)));
}

async function replay(owner: pg.Client, lines: readonly RedactionLine[]): Promise<{ erased: number; gone: number }> {
  const { replayRedaction } = await import("../app/features/shops/public.server.ts");
  // A shop that is new after the restore must not get the number of one that the list erases: the list may be used again.
  const numbers = lines.map(({ shop }) => shop);
  await owner.query(
    "select setval(pg_get_serial_sequence('shop', 'id'), greatest((select last_value from shop_id_seq), (select max(n) from unnest($1::bigint[]) n)))",
    [numbers],
  );
  const counts = { erased: 0, gone: 0 };
  for (const line of lines) counts[await replayRedaction(line, new Date())] += 1;
  return counts;
}

/** What waited to be sent at the moment of the backup may have been sent since. */
async function doubt(owner: pg.Client): Promise<number> {
  const { doubtWaiting } = await import("../app/features/intents/public.server.ts");
  const { inShop } = await import("../app/platform/db/in-shop.server.ts");
  const { rows } = await owner.query<{ id: string }>("select id from shop order by id");
  let doubted = 0;
  for (const { id } of rows) doubted += await inShop(parseId<ShopId>(id), (tx) => doubtWaiting(tx, new Date()));
  return doubted;
}

const [file] = process.argv.slice(2);
const { MIGRATE_URL, APP_PASSWORD } = process.env;
if (file === undefined || !MIGRATE_URL || !APP_PASSWORD) {
  console.error("usage: MIGRATE_URL=… APP_PASSWORD=… npm run restored -- redactions.jsonl");
  process.exit(2);
}
const owner = new pg.Client({ connectionString: MIGRATE_URL });
await owner.connect();
await door(owner, "shut");
process.env["DATABASE_URL"] = asApp(MIGRATE_URL);
const lines = await readList(file);
await migrate(MIGRATE_URL, APP_PASSWORD);
const { erased, gone } = await replay(owner, lines);
const doubted = await doubt(owner);
await door(owner, "open");
await owner.end();
console.log(
  `${erased} erasures repeated, ${gone} had nothing left to erase, ${doubted} effects are looked up first. The app may connect.`,
);
process.exit(0);
