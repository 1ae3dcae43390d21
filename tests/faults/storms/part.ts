/** `npm run faults -- --part storms [--seed N] [--rounds N]`: storms, a shop of seeds at a time, until so many seeds are done. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Report } from "../../bench/report.ts";
import { appEnvironment } from "../../setup/app-environment.ts";
import { openDatabaseServer } from "../kill/database-server.ts";
import { openStormApi } from "./admin-api.ts";
import { runStorm, type Storm } from "./storm.ts";

/** Seeds of one shop. A seed is repeated with its whole shop, for they share its clock. */
const EACH = 1_000;
const SIDE_BY_SIDE = 2;
/** Of a storm. */
const EXAMPLES = 10;

export async function stormsPart(options: {
  seed: number;
  rounds: number;
  say: (line: string) => void;
}): Promise<Report> {
  const server = await openDatabaseServer(mkdtempSync(join(".data", "storms-")), {
    fsync: "off",
    synchronous_commit: "off",
  });
  const { ownerUrl, appUrl } = await server.newDatabase();
  const api = await openStormApi();
  Object.assign(process.env, appEnvironment(appUrl), { DEVSHOP_URL: api.url });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  const begun = performance.now();
  const storms: Storm[] = [];
  const faults: string[] = [];
  const firsts = Array.from({ length: Math.ceil(options.rounds / EACH) }, (_, n) => options.seed + n * EACH);
  const line = async () => {
    for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) {
      const count = Math.min(EACH, options.seed + options.rounds - first);
      const storm = await runStorm({ owner, api, first, count, fresh: storms.length === 0 });
      storms.push(storm);
      const done = storms.reduce((sum, each) => sum + each.count, 0);
      const perSecond = done / ((performance.now() - begun) / 1000);
      options.say(
        `seeds ${first}–${first + count - 1}: ${storm.wrong.length} wrong (${done} of ${options.rounds}, ${perSecond.toFixed(0)}/s)`,
      );
      for (const { seed, what } of storm.wrong.slice(0, EXAMPLES)) {
        const told = `seed ${seed} (--seed ${first} --rounds ${count}): ${what}`;
        faults.push(told);
        options.say(`  ${told}`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, line));
  } finally {
    api.close();
    await owner.end();
    await server.remove();
  }
  const seconds = (performance.now() - begun) / 1000;
  const sum = (of: (storm: Storm) => number) => storms.reduce((total, storm) => total + of(storm), 0);
  const seeds = sum(({ count }) => count);
  const failing = new Set(storms.flatMap(({ wrong }) => wrong.map(({ seed }) => seed)));
  return {
    title: `Storms, seeds ${options.seed}–${options.seed + seeds - 1}`,
    columns: ["seeds", "webhooks", "arrivals", "seeds that do not converge", "s", "seeds/s"],
    rows: [
      [
        String(seeds),
        String(sum(({ webhooks }) => webhooks)),
        String(sum(({ arrivals }) => arrivals)),
        String(failing.size),
        seconds.toFixed(0),
        seeds / seconds,
      ],
    ],
    notes: [],
    faults,
  };
}
