import type { PoolClient } from "pg";
import pg from "pg";
import type { Received } from "../../app/features/intake/batch.ts";
import { makeShops, type BenchDatabase } from "./bench-database.ts";
import { ratioText, type Report } from "./report.ts";
import { rateOf, rateOfAll } from "./timing.ts";

const SHOPS = 10_000;
const BATCH = 64;
const BATCHES = 300;
/** As many as the receiver has on their way (app/features/intake/receive.server.ts). */
const SIDE_BY_SIDE = 2;
const MS = 4_000;

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * Webhooks stored through the receiver's door, without HTTP: 10,000 shops under row-level security. Baseline: the very same statements and rows
 * sent by the owner, without a role, a setting and a policy.
 */
export async function benchIntake({ owner, appUrl }: BenchDatabase): Promise<Report> {
  const { receive } = await import("../../app/features/intake/receive.server.ts");
  const { storeBatch } = await import("../../app/features/intake/store.server.ts");
  const { sqlPool } = await import("../../app/platform/db/pool.server.ts");
  await makeShops(owner, "intake", SHOPS);
  let count = 0;
  const next = () => delivery((count += 1));
  const empty = () => owner.query("truncate delivery, mark, fact, shop_lane");

  await rateOf(1_000, 4 * BATCH, () => receive(next()).then(() => 1));
  await empty();
  const received = await rateOf(MS, 4 * BATCH, () => receive(next()).then(() => 1));
  const { rows: stored } = await owner.query<{ count: number }>("select count(*)::int as count from delivery");
  const faults =
    (stored[0]?.count ?? 0) < received.perSecond * (MS / 1000) * 0.95
      ? ["fewer deliveries are stored than were acknowledged"]
      : [];

  const batches: Statement[][] = [];
  const record = (client: PoolClient) => {
    const query = client.query.bind(client);
    Object.assign(client, {
      query: (text: string, values: unknown[] = []) => {
        batches.at(-1)?.push({ text, values });
        return query(text, values.length > 0 ? values : undefined);
      },
    });
    sqlPool.once("release", () => Object.assign(client, { query }));
  };
  sqlPool.on("acquire", record);
  for (let n = 0; n < BATCHES; n += 1) {
    batches.push([]);
    await storeBatch(Array.from({ length: BATCH }, next));
  }
  sqlPool.off("acquire", record);

  const asApp = await replay(appUrl, batches, empty, (text) => text);
  const asOwner = await replay(owner.options.connectionString ?? "", batches, empty, (text) =>
    text.includes("set local role") ? "begin" : text.includes("app.shops") ? null : text,
  );
  await empty();
  const rate = (name: string, { perSecond, cpuMicros }: { perSecond: number; cpuMicros: number }) => [
    name,
    perSecond,
    ratioText(perSecond, asOwner.perSecond),
    cpuMicros,
  ];
  return {
    title: `Intake without HTTP: ${SHOPS.toLocaleString("en")} shops, batches of ${BATCH}, ${SIDE_BY_SIDE} on their way, committed to disk`,
    columns: ["", "webhooks per second", "of the baseline", "CPU µs each (this process)"],
    rows: [
      rate("baseline: same statements as the owner, no policy", asOwner),
      rate("same statements through the door", asApp),
      rate("receive(): batching and statements included", received),
    ],
    notes: [],
    faults,
  };
}

/** Sends recorded batches again, on as many connections as the receiver has; `change` rewrites a statement or leaves it out. */
async function replay(
  url: string,
  batches: readonly (readonly Statement[])[],
  empty: () => Promise<unknown>,
  change: (text: string) => string | null,
) {
  const pool = new pg.Pool({ connectionString: url, max: SIDE_BY_SIDE });
  await empty();
  const rate = await rateOfAll(batches.length * BATCH, async () => {
    const waiting = [...batches];
    const line = async () => {
      const client = await pool.connect();
      for (let batch = waiting.shift(); batch; batch = waiting.shift())
        for (const { text, values } of batch) {
          const changed = change(text);
          if (changed !== null) await client.query(changed, values.length > 0 ? values : undefined);
        }
      client.release();
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, line));
  });
  await pool.end();
  return rate;
}

/** Mostly stock, as in life: the n-th delivery, of some shop. */
function delivery(n: number): Received {
  const shop = 1 + ((n * 7_919) % SHOPS);
  const at = new Date(Date.UTC(2026, 10, 1) + n);
  const isStock = n % 10 < 6;
  return {
    headers: {
      topic: isStock ? "inventory_levels/update" : "orders/updated",
      domain: `intake-${shop}.myshopify.com`,
      webhookId: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
      eventId: `11111111-0000-4000-8000-${String(n).padStart(12, "0")}`,
      triggeredAt: at,
    },
    receivedAt: at,
    known: true,
    mayBeEcho: false,
    marks: [
      isStock
        ? { kind: "inventoryLevel", objectId: String(n % 50_000), part: "1", hintedAt: at, available: n % 100 }
        : { kind: "order", objectId: String(n % 20_000), hintedAt: at },
    ],
    fact: undefined,
  };
}
