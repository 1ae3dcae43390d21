/** What was found when a process was asked whether it can do its work. */
export interface Found {
  /** It was told to end and takes nothing new. */
  readonly stopping: boolean;
  readonly database: Database | Away;
  /** The migrations this code was written for, by name. */
  readonly shipped: readonly string[];
  /** Milliseconds since the worker's loop came round; null: this is no worker. */
  readonly sinceTurnMs: number | undefined | null;
}

/** The database could not be asked, and why: refused, a wrong password, nothing in it yet. */
export interface Away {
  readonly away: string;
}

/** What the database said. */
export interface Database {
  readonly applied: readonly string[];
  /** Began and did not end. */
  readonly broken: readonly string[];
  /** How long the lane that waits longest has been ready, in seconds. */
  readonly lagSeconds: number;
}

/** `doubtful` is told and alarms; only `bad` makes a process not ready. */
export interface Check {
  readonly name: "database" | "migrations" | "lanes" | "worker" | "shutdown";
  readonly state: "good" | "doubtful" | "bad";
  readonly detail: string;
}

/** Nobody has taken a ready lane for so long: workers are missing, dead, or too few. */
const LAG_SECONDS = 120;
/** A worker whose places are all taken by long runs comes round within this. */
const TURN_MS = 300_000;

/** What is good, doubtful and bad. Reasons are for operators, in English. */
export function checksOf({ stopping, database, shipped, sinceTurnMs }: Found): readonly Check[] {
  return [
    stopping
      ? { name: "shutdown", state: "bad", detail: "told to end: what runs is finished, nothing new is taken" }
      : { name: "shutdown", state: "good", detail: "serving" },
    ...("away" in database
      ? [{ name: "database", state: "bad", detail: database.away } as const]
      : [
          { name: "database", state: "good", detail: "answers" } as const,
          migrationCheck(database, shipped),
          laneCheck(database),
        ]),
    ...(sinceTurnMs === null ? [] : [turnCheck(sinceTurnMs)]),
  ];
}

/**
 * A database that is behind the code, or stopped half-way, cannot serve it. One that is ahead can: migrations go first in a deployment, and the version before
 * must go on serving meanwhile (docs/operations.md). It is told, for it should not last.
 */
function migrationCheck({ applied, broken }: Database, shipped: readonly string[]): Check {
  const name = "migrations";
  const [missing, ahead] = [
    shipped.filter((each) => !applied.includes(each)),
    applied.filter((each) => !shipped.includes(each)),
  ];
  if (broken.length > 0) return { name, state: "bad", detail: `stopped half-way: ${broken.join(", ")}` };
  if (missing.length > 0) return { name, state: "bad", detail: `not applied: ${missing.join(", ")} (npm run migrate)` };
  if (ahead.length > 0)
    return { name, state: "doubtful", detail: `the database is ahead of this code by ${ahead.join(", ")}` };
  return { name, state: "good", detail: `${applied.length} applied` };
}

/** Doubtful and not bad: a web process that stopped answering because workers lag would lose webhooks, and help nobody. */
function laneCheck({ lagSeconds }: Database): Check {
  const late = lagSeconds > LAG_SECONDS;
  const detail = `the lane that waits longest is ready since ${Math.round(lagSeconds)} s`;
  return { name: "lanes", state: late ? "doubtful" : "good", detail };
}

function turnCheck(sinceTurnMs: number | undefined): Check {
  const name = "worker";
  if (sinceTurnMs === undefined) return { name, state: "bad", detail: "has not looked for work yet" };
  const detail = `looked for work ${Math.round(sinceTurnMs / 1000)} s ago`;
  return { name, state: sinceTurnMs > TURN_MS ? "bad" : "good", detail };
}

export const isReady = (checks: readonly Check[]): boolean => checks.every(({ state }) => state !== "bad");

/** One line a check: `good      database    answers`. */
export const asText = (checks: readonly Check[]): string =>
  checks.map(({ name, state, detail }) => `${state.padEnd(10)}${name.padEnd(12)}${detail}`).join("\n");
