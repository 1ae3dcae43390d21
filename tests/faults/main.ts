/**
 * npm run faults [-- --part kill|fuzz|shopify|database|processes|storms|stock] [--seed N] [--rounds N] [--minutes N]: breaks things on purpose and looks whether
 * anything was lost, done twice or is stuck. Fails when it was. `--set name=value` gives PostgreSQL a setting, to see what a weaker promise would cost
 * (synchronous_commit=off). Kills, weathers, deployments and storms (of webhooks, of stock) are counted in rounds, strange requests in minutes.
 */
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { reportText, type Report } from "../bench/report.ts";
import { fuzzPart } from "./hostile/part.ts";
import { killPart } from "./kill/part.ts";
import { databasePart } from "./outage/database-part.ts";
import { processesPart } from "./outage/processes-part.ts";
import { shopifyPart } from "./outage/shopify-part.ts";
import { stockPart } from "./stock/part.ts";
import { stormsPart } from "./storms/part.ts";

interface Options {
  readonly seed: number;
  readonly rounds: number;
  readonly minutes: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
}

const PARTS: Readonly<Record<string, (options: Options) => Promise<Report>>> = {
  kill: killPart,
  fuzz: fuzzPart,
  shopify: shopifyPart,
  database: databasePart,
  processes: processesPart,
  storms: stormsPart,
  stock: stockPart,
};

const { values } = parseArgs({
  options: {
    part: { type: "string" },
    seed: { type: "string", default: "1" },
    rounds: { type: "string", default: "100" },
    minutes: { type: "string", default: "30" },
    set: { type: "string", multiple: true, default: [] },
  },
});
mkdirSync(".data", { recursive: true });
const names = values.part === undefined ? Object.keys(PARTS) : [values.part];
let failed = false;
for (const name of names) {
  const part = PARTS[name];
  if (!part) {
    console.error(`no part ${name}; there are ${Object.keys(PARTS).join(", ")}`);
    process.exit(2);
  }
  const report = await part({
    seed: Number(values.seed),
    rounds: Number(values.rounds),
    minutes: Number(values.minutes),
    settings: Object.fromEntries(values.set.map((each) => each.split("=", 2) as [string, string])),
    say: (line) => {
      console.log(line);
    },
  });
  failed ||= report.faults.length > 0;
  console.log(`\n${reportText(report)}`);
}
process.exit(failed ? 1 : 0);
