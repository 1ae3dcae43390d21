import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "../audit/audit.ts";
import type { ShopBook } from "../audit/book.ts";
import type { Finding } from "../audit/finding.ts";
import { runCampaign, type Campaign } from "./campaign.ts";
import { openDatabaseServer, type DatabaseServer } from "./database-server.ts";
import { planKills } from "./plan.ts";

const SEED = 20;
const KILLS = 20;

let server: DatabaseServer;
let campaign: Campaign;
let owner: pg.Client;
beforeAll(async () => {
  const folder = mkdtempSync(join(".data", "kill-test-"));
  server = await openDatabaseServer(folder);
  campaign = await runCampaign({ seed: SEED, kills: KILLS, shops: 2, pauseMs: 60, server, folder });
  owner = new pg.Client({ connectionString: campaign.ownerUrl });
  await owner.connect();
}, 400_000);
afterAll(async () => {
  await owner.end();
  await server.remove();
});

describe("a plan of kills", () => {
  test("is the same for the same seed, and begins like a shorter one", () => {
    expect(planKills(7, 50)).toEqual(planKills(7, 50));
    expect(planKills(7, 50).slice(0, 20)).toEqual(planKills(7, 20));
    expect(planKills(8, 20)).not.toEqual(planKills(7, 20));
  });
});

test(`after ${KILLS} kills of web, worker and PostgreSQL (seed ${SEED}) nothing is lost, done twice or stuck`, async () => {
  expect(campaign.kills).toHaveLength(KILLS);
  expect(campaign.books.map(({ acknowledged }) => acknowledged.size).every((count) => count > 100)).toBe(true);
  expect(campaign.books.flatMap(({ seen }) => seen.filter(({ by }) => by === "app")).length).toBeGreaterThan(10);
  expect([...campaign.findings, ...(await look())]).toEqual([]);
});

/** What the auditor says of the campaign's end, or of a copy of its books that somebody has tampered with. */
function look(books: readonly ShopBook[] = campaign.books): Promise<Finding[]> {
  return audit(owner, books, campaign.carrier, campaign.endedAt);
}

/** What is planted in the app's database; gone when the auditor has looked. */
async function planted(sql: string): Promise<Set<string>> {
  await owner.query("begin");
  try {
    const { rowCount } = await owner.query(sql, sql.includes("$1") ? [campaign.endedAt] : []);
    expect(rowCount).toBeGreaterThan(0);
    return new Set((await look()).map(({ what }) => what));
  } finally {
    await owner.query("rollback");
  }
}

describe("the auditor says so when", () => {
  test.each<[name: string, what: Finding["what"], sql: string]>([
    [
      "a webhook was acknowledged and is not in the books",
      "lost webhook",
      "delete from delivery where ctid = (select ctid from delivery limit 1)",
    ],
    [
      "a webhook that is a fact did not reach the ledger",
      "lost fact",
      "delete from order_event where code = 'fulfillment_order.moved'",
    ],
    [
      "a mark was never read",
      "work left",
      "insert into mark (shop_id, kind, object_id, marked_at) select id, 1, 1, now() from shop limit 1",
    ],
    [
      "an intent stays on its way",
      "intent unsettled",
      'insert into intent select (intent).* from (select jsonb_populate_record(i, \'{"status": "sending", "intent_id": 0, "subject": "planted"}\') as intent from intent i limit 1) x',
    ],
    [
      "an intent asks a person although it could be found out",
      "intent asks",
      'insert into intent select (intent).* from (select jsonb_populate_record(i, \'{"status": "asks", "intent_id": 0, "subject": "planted"}\') as intent from intent i limit 1) x',
    ],
    [
      "an intent says it was done and the shop has never seen it",
      "effect without trace",
      'insert into intent select (intent).* from (select jsonb_populate_record(i, \'{"intent_id": 0, "subject": "planted", "kind": "fulfillment.create", "status": "done", "outcome": {"fulfillmentId": "1"}}\') as intent from intent i limit 1) x',
    ],
    [
      "a lane is ready and nobody takes it",
      "stuck lane",
      "update shop_lane set ready_at = $1::timestamptz - interval '1 minute', lease_until = '-infinity' where lane = 1",
    ],
    [
      "a lane is leased although every process has ended",
      "held by nobody",
      "update shop_lane set ready_at = now() + interval '20 seconds', lease_until = now() + interval '20 seconds' where lane = 2",
    ],
  ])("%s", async (_name, what, sql) => {
    expect(await planted(sql)).toEqual(new Set([what]));
  });

  test("a level is stale", async () => {
    const found = await planted(
      "update inventory_level set available = available + 1 where ctid = (select ctid from inventory_level limit 1)",
    );
    expect(found).toContain("mirror differs");
  });

  test("an effect was done twice, or nobody meant it", async () => {
    // A shipment has a number of its own: nobody else can have made it too, and nobody undoes it.
    const shipment = ({ by, kind }: ShopBook["seen"][number]) => by === "app" && kind === "fulfillment.create";
    const tampered = campaign.books.find(({ seen }) => seen.some(shipment));
    const once = tampered?.seen.find(shipment);
    if (!once) throw new Error("no effect to double");
    const planted = [once, { ...once, key: "planted" }];
    const found = await look(
      campaign.books.map((book) => (book === tampered ? { ...book, seen: [...book.seen, ...planted] } : book)),
    );
    expect(found.map(({ what }) => what)).toEqual(["effect done twice", "effect nobody meant"]);
  });

  test("a connection holds a lock although every process has ended", async () => {
    const forgotten = new pg.Client({ connectionString: campaign.ownerUrl, application_name: "worker-0" });
    await forgotten.connect();
    try {
      await forgotten.query("begin; select 1 from shop_lane for update");
      expect(new Set((await look()).map(({ what }) => what))).toEqual(new Set(["held by nobody"]));
    } finally {
      await forgotten.end();
    }
  });
});
