/**
 * npm run bench [-- name…]: measures what the design bets on, each figure beside a baseline of the same run and machine, on a PostgreSQL of its
 * own. Without a name all of them run, one after the other. Fails when a promise that does not depend on the machine's speed is broken.
 */
import { parseArgs } from "node:util";
import type { BenchDatabase, BenchOptions } from "./bench-database.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { benchHandle } from "./handle.ts";
import { benchIntake } from "./intake.ts";
import { benchInventoryList } from "./inventory-list.ts";
import { benchLanes } from "./lanes.ts";
import { benchOrdersList } from "./orders-list.ts";
import { benchFlash } from "./load/flash.ts";
import { benchBoth, benchPeak } from "./load/peak.ts";
import { benchPipeline } from "./load/pipeline.ts";
import { benchReceiver } from "./receiver.ts";
import { reportText, type Report } from "./report.ts";
import { benchBurst } from "./stock/burst.ts";
import { benchStockImport } from "./stock/import.ts";

/** Run in this order: the big tables come last. */
const BENCHES: Readonly<Record<string, (database: BenchDatabase, options: BenchOptions) => Promise<Report>>> = {
  handle: benchHandle,
  lanes: benchLanes,
  intake: benchIntake,
  receiver: benchReceiver,
  list: benchOrdersList,
  inventory: benchInventoryList,
  import: benchStockImport,
  peak: benchPeak,
  pipeline: benchPipeline,
  both: benchBoth,
  flash: benchFlash,
  burst: benchBurst,
};

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: "string", default: "1" } },
});
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}
const database = await openBenchDatabase();
let failed = false;
try {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const report = await bench(database, { seconds: Number(values.minutes) * 60 });
    failed ||= report.faults.length > 0;
    console.log(`\n${reportText(report)}`);
  }
} finally {
  await database.close();
}
// Pools of the app's modules stay open.
process.exit(failed ? 1 : 0);
