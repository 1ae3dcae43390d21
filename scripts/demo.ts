/**
 * The whole product on this machine, without an account anywhere.
 *
 *   npm run demo                     a shop to walk around in; Ctrl-C ends it
 *   npm run demo -- --once           plays a day of real orders, prints what happened, exits 1 if a promise was broken
 *   DATA_FOLDER=… npm run demo       keeps its data elsewhere than in .data/
 *
 * Each start begins with an empty database: the dev shop lives in memory, and the app's books must agree with it.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readSample } from "../tests/devshop/seeds/sample.ts";
import { buildMissing } from "./demo/build-missing.ts";
import { openDemo, type Demo } from "./demo/open-demo.ts";
import { DAY_SPEED, playDay } from "./demo/play-day.ts";
import { progressOn } from "./demo/progress.ts";
import { showAround } from "./demo/show-around.ts";
import { verdictOn } from "./demo/verdict.ts";

/** A Monday before the holidays: parcels move from the next day on. */
const PLAYED_FROM = new Date("2026-11-23T07:20:00Z");
/** Walking around, an hour of the shop takes a minute. */
const GENTLE_SPEED = 60;
const PORTS = { devshop: 4400, web: 4401, worker: 4402 };

process.chdir(join(import.meta.dirname, ".."));
const started = performance.now();
const say = (line: string) => {
  console.log(line);
};

const interrupted = new Promise<"interrupted">((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      resolve("interrupted");
    });
});

const code = await main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  return 1;
});
process.exit(code); // whoever was still waiting for the next order waits in vain

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { once: { type: "boolean", default: false } } });
  const folder = process.env["DATA_FOLDER"] ?? ".data";
  mkdirSync(folder, { recursive: true });
  await buildMissing(say);
  const demo = await openDemo({
    folder,
    sample: readSample(),
    start: values.once ? PLAYED_FROM : new Date(),
    speed: values.once ? DAY_SPEED : GENTLE_SPEED,
    ports: values.once ? { devshop: 0, web: 0, worker: 0 } : PORTS,
    webhooks: { duplicate: 0.05, reorder: 0.1, reorderMs: 60_000, drop: values.once ? 0.02 : 0 },
  });
  try {
    const work = values.once ? once(demo) : showAround(demo, readSample(), progressOn(process.stdout), say);
    const end = await Promise.race([work, demo.failed, interrupted]);
    if (end !== "interrupted") return end;
    say("\nstopping …");
    return values.once ? 130 : 0;
  } finally {
    await demo.close();
  }
}

async function once(demo: Demo): Promise<number> {
  const day = await playDay(demo, readSample(), progressOn(process.stdout));
  const { rows, broken } = await verdictOn(demo, day, (performance.now() - started) / 1000);
  const width = Math.max(...rows.map(({ name }) => name.length));
  say(`\n${rows.map(({ name, value }) => `${name.padEnd(width)}  ${value}`).join("\n")}\n`);
  if (broken.length === 0) say("Nothing was lost and nothing differs.");
  else console.error(`Broken promises:\n${broken.map((each) => `  - ${each}`).join("\n")}`);
  return broken.length === 0 ? 0 : 1;
}
