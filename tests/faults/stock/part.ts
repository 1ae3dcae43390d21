/** `npm run faults -- --part stock`: storms in one shop with ten locations and 2,000 items; each round about 2,500 sales, seeds one after the other. */
import type { Report } from "../../bench/report.ts";
import { setup } from "../../setup/database.ts";
import { openWorld } from "../../setup/world.ts";
import { stockStorm } from "./storm.ts";

const SIZE = { locations: 10, items: 2_000, acts: 10_000 };

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
      const allStates = seed % 2 === 0;
      const storm = await stockStorm(world, seed, SIZE, { allStates });
      const seconds = Math.round((performance.now() - began) / 1_000);
      const { sales, levels, changedOutside, foundOutside, accused, findings } = storm;
      rows.push([seed, allStates ? "all" : "available", sales, levels, changedOutside, foundOutside, accused, seconds]);
      faults.push(...findings.slice(0, 20).map((line) => `seed ${seed}: ${line}`));
      options.say(`seed ${seed}: ${sales} sales in ${seconds} s, ${findings.length} findings`);
    }
  } finally {
    await world.owner.end();
    await stop?.();
  }
  return {
    title: `Stock storms, from seed ${options.seed}`,
    columns: ["seed", "told of", "sales", "levels", "changed outside", "found", "accused", "s"],
    rows,
    notes: [
      "changed outside, found, accused: levels; found with exactly these units; called outside although documents explain it",
    ],
    faults,
  };
}
