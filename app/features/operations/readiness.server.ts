import { readdirSync } from "node:fs";
import { lanesWaiting } from "../../platform/lanes-waiting.server.ts";
import { checksOf, type Away, type Check, type Database } from "./domain/readiness.ts";
import { readApplied } from "./store.server.ts";

let stopping = false;

/** From now on this process is not ready: whoever sends it work should look for another. */
export function sayStopping(): void {
  stopping = true;
}

/** The migrations beside this code; folders of the repository, in the order of their names. */
const shipped = readdirSync("prisma/migrations", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** `sinceTurnMs`: of the worker's loop; null where none runs. */
export async function readiness(sinceTurnMs: number | undefined | null): Promise<readonly Check[]> {
  return checksOf({ stopping, database: await database(), shipped, sinceTurnMs });
}

async function database(): Promise<Database | Away> {
  try {
    const [applied, lanes] = [await readApplied(), await lanesWaiting()];
    const lagSeconds = Math.max(...Object.values(lanes).map(({ lag }) => lag));
    const named = (done: boolean) => applied.filter((each) => each.done === done).map(({ name }) => name);
    return { applied: named(true), broken: named(false), lagSeconds };
  } catch (error) {
    return { away: error instanceof Error ? error.message : String(error) }; // that is the answer
  }
}
