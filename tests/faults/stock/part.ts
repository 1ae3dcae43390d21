/** `npm run faults -- --part stock`: storms in one shop with ten locations and 2,000 items; each round about 4,000 sales, seeds one after the other. */
import type { Report } from "../../bench/report.ts";
import { setup } from "../../setup/database.ts";
import { openWorld } from "../../setup/world.ts";
import { stockStorm } from "./storm.ts";

const SIZE = { locations: 10, items: 2_000, acts: 10_000, atOnce: 100 };
/** Findings told of one storm. */
const EXAMPLES = 20;

export async function stockPart(options: {
  seed: number;
  rounds: number;
  say: (line: string) => void;
}): Promise<Report> {
  const stop = await setup();
  const world = await openWorld();
  const rows: (string | number)[][] = [];
  const faults: string[] = [];
  try {
    for (let seed = options.seed; seed < options.seed + options.rounds; seed += 1) {
      const began = performance.now();
      const knobs = { allStates: seed % 2 === 0, transfersHold: seed % 4 < 2 ? "reserved" : "committed" } as const;
      const storm = await stockStorm(world, seed, SIZE, knobs);
      const seconds = Math.round((performance.now() - began) / 1_000);
      const { sales, met, shipments, counted, changedOutside, foundOutside, accused, findings } = storm;
      const states = knobs.allStates ? "all" : "available";
      rows.push([seed, states, sales, met, shipments, counted, changedOutside, foundOutside, accused, seconds]);
      const told = findings.slice(0, EXAMPLES).map((line) => `seed ${seed}: ${line}`);
      faults.push(...told);
      options.say([`seed ${seed}: ${sales} sales in ${seconds} s, ${findings.length} findings`, ...told].join("\n  "));
    }
  } catch (error) {
    // Told before the server is stopped: pools that lose it end the process with an error of their own.
    options.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    throw error;
  } finally {
    await world.owner.end();
    await stop?.();
  }
  return {
    title: `Stock storms, from seed ${options.seed}`,
    columns: ["seed", "told of", "sales", "met", "shipments", "counted", "changed outside", "found", "accused", "s"],
    rows,
    notes: [
      "met: sales of units of a level that was edited in the same moment; counted: lines written",
      "changed outside, found, accused: levels; found with exactly these units; called outside although documents explain it",
    ],
    faults,
  };
}
