/**
 * npm run bench [-- name…]: measures what the design bets on, each figure beside a baseline of the same run and machine, where it needs one on a
 * PostgreSQL of its own. Without a name all of them run, one after the other. Fails when a promise that does not depend on the machine's speed is broken.
 */
import { parseArgs } from "node:util";
import type { BenchDatabase, BenchOptions } from "./bench-database.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { benchLint } from "./automation/lint.ts";
import { benchRisks } from "./delivery/risks.ts";
import { benchHandle } from "./handle.ts";
import { benchIntake } from "./intake.ts";
import { benchInbox } from "./inbox.ts";
import { benchInventoryList } from "./inventory-list.ts";
import { benchLanes } from "./lanes.ts";
import { benchOrdersList } from "./orders-list.ts";
import { benchFlash } from "./load/flash.ts";
import { benchBoth, benchPeak } from "./load/peak.ts";
import { benchPipeline } from "./load/pipeline.ts";
import { benchSoak } from "./load/soak.ts";
import { benchMonth } from "./month/month.ts";
import { benchPages } from "./pages/pages.ts";
import { benchReceiver } from "./receiver.ts";
import { benchRates } from "./rates.ts";
import { benchReplay } from "./replay/replay.ts";
import { reportText, type Report } from "./report.ts";
import { benchBatch } from "./routing/batch.ts";
import { benchSolver } from "./routing/solver.ts";
import { benchBurst } from "./stock/burst.ts";
import { benchStockImport } from "./stock/import.ts";

/** Without the bench's database. */
const APART: Readonly<Record<string, (options: BenchOptions) => Report | Promise<Report>>> = {
  route: benchSolver,
  batch: benchBatch,
  lint: benchLint,
  risks: benchRisks,
  pages: benchPages,
};

/** Run in this order: the big tables come last. */
const ON_DATABASE: Readonly<Record<string, (database: BenchDatabase, options: BenchOptions) => Promise<Report>>> = {
  handle: benchHandle,
  lanes: benchLanes,
  intake: benchIntake,
  receiver: benchReceiver,
  list: benchOrdersList,
  inventory: benchInventoryList,
  inbox: benchInbox,
  import: benchStockImport,
  peak: benchPeak,
  pipeline: benchPipeline,
  both: benchBoth,
  flash: benchFlash,
  soak: benchSoak,
  rates: benchRates,
  burst: benchBurst,
  replay: benchReplay,
  month: benchMonth,
};

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: "string", default: "1" },
    orders: { type: "string", default: "2000" },
    webhooks: { type: "string", default: "200000" },
    rules: { type: "string", default: "" },
  },
});
const unknown = names.filter((name) => !(name in APART || name in ON_DATABASE));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(", ")}; there are ${Object.keys({ ...APART, ...ON_DATABASE }).join(", ")}`);
  process.exit(2);
}
const asked = <T>(benches: Readonly<Record<string, T>>): T[] =>
  Object.entries(benches).flatMap(([name, bench]) => (names.length === 0 || names.includes(name) ? bench : []));
const rules = values.rules.split(",").filter(Boolean).map(Number);
const options: BenchOptions = {
  seconds: Number(values.minutes) * 60,
  orders: Number(values.orders),
  webhooks: Number(values.webhooks),
  rules,
};
const faults: string[] = [];
const show = (report: Report): void => {
  faults.push(...report.faults);
  console.log(`\n${reportText(report)}`);
};
for (const bench of asked(APART)) show(await bench(options));
const onDatabase = asked(ON_DATABASE);
if (onDatabase.length > 0) {
  const database = await openBenchDatabase();
  try {
    for (const bench of onDatabase) show(await bench(database, options));
  } finally {
    await database.close();
  }
}
// Pools of the app's modules stay open.
process.exit(faults.length > 0 ? 1 : 0);
