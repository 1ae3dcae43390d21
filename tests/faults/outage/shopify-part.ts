/** `npm run faults -- --part shopify`: Shopify misbehaves in every way we know, round by round, each with a seed of its own. */
import type { Report } from "../../bench/report.ts";
import { setup } from "../../setup/database.ts";
import { openWorld } from "../../setup/world.ts";
import { keepBooks } from "../audit/book.ts";
import { tell } from "../audit/finding.ts";
import { misbehave } from "./misbehave.ts";

const MINUTE = 60_000;

export async function shopifyPart(options: {
  seed: number;
  rounds: number;
  say: (line: string) => void;
}): Promise<Report> {
  const stop = await setup();
  const world = await openWorld();
  const books = keepBooks(world.devshop);
  const rows: (string | number)[][] = [];
  const faults: string[] = [];
  try {
    for (let seed = options.seed; seed < options.seed + options.rounds; seed += 1) {
      const began = performance.now();
      const round = await misbehave(world, books, seed, 1);
      const seconds = (performance.now() - began) / 1_000;
      const { spells, acts, acknowledged, effects, quietAfterMs, findings } = round;
      rows.push(
        [seed, spells, acts, acknowledged, effects, quietAfterMs / MINUTE, Math.round(seconds), findings.length].map(
          String,
        ),
      );
      const told = tell(findings).map((line) => `seed ${seed}: ${line}`);
      faults.push(...told);
      options.say(`seed ${seed}: ${seconds.toFixed(0)} s, ${findings.length} findings`);
      for (const line of told) options.say(`  ${line}`);
    }
  } finally {
    await world.owner.end();
    await stop?.();
  }
  return {
    title: `Shopify misbehaves, from seed ${options.seed}`,
    columns: ["seed", "spells", "acts", "webhooks acknowledged", "effects", "quiet after (min)", "s", "findings"],
    rows,
    notes: ["quiet after: shop time from the end of the last spell until nothing was left to do"],
    faults,
  };
}
