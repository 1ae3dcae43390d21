/** Sends storms, and looks afterwards whether everything that was acknowledged is stored. */
import { readFileSync, rmSync } from "node:fs";
import type pg from "pg";
import { endPart, startPart, told } from "./processes.ts";
import type { Storm, StormAnswers } from "./storefront.ts";

/** Sends a storm from a process of its own; `meanwhile` is done once it is on its way. */
export async function raise(
  storm: Omit<Storm, "acknowledgedFile" | "secret">,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<{ readonly answers: StormAnswers; lostIn: (owner: pg.Pool) => Promise<number> }> {
  const acknowledgedFile = `.data/storm-${process.pid}-${storm.from}.bits`;
  const part = await startPart("load/storefront.ts");
  const answered = told(part.process);
  part.process.send({ ...storm, acknowledgedFile, secret: process.env["SHOPIFY_API_SECRET"] ?? "" });
  const [answers] = await Promise.all([answered, meanwhile()]);
  await endPart(part);
  const acknowledged = readFileSync(acknowledgedFile);
  rmSync(acknowledgedFile);
  return {
    answers: answers as StormAnswers,
    lostIn: (owner) => countLost(owner, storm.from, acknowledged),
  };
}

const CHUNK = 500_000;

/** How many of the acknowledged deliveries are not there: each is looked for by its own number. */
async function countLost(owner: pg.Pool, from: number, acknowledged: Uint8Array): Promise<number> {
  let lost = 0;
  for (let first = 0; first < acknowledged.length; first += CHUNK) {
    const { rows } = await owner.query<{ numbers: string | null }>(
      `select string_agg(right(webhook_id, 12)::bigint::text, ',') as numbers from delivery
        where left(webhook_id, 8) = $1 and right(webhook_id, 12)::bigint >= $2 and right(webhook_id, 12)::bigint < $3`,
      [String(from).padStart(8, "0"), first, first + CHUNK],
    );
    const stored = new Set((rows[0]?.numbers ?? "").split(",").map(Number));
    for (let n = first; n < Math.min(first + CHUNK, acknowledged.length); n += 1)
      if (acknowledged[n] === 1 && !stored.has(n)) lost += 1;
  }
  return lost;
}
