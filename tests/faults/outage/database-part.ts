/**
 * `npm run faults -- --part database`: PostgreSQL breaks in every way we know under a steady stream of webhooks of two shops. What was not stored is
 * to be answered 503 within a second, and what was answered 200 must be there. No worker runs, so that every mark stays where it can be counted.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, startChild } from "../../../scripts/demo/child.ts";
import { percentile, type Report } from "../../bench/report.ts";
import { appEnvironment } from "../../setup/app-environment.ts";
import { ask, openDatabaseServer } from "../kill/database-server.ts";
import { DEADLOCK_SETTING, DEADLOCKS, DISK_FAULTS, FAULTS } from "./database-faults.ts";
import { notDurable, openProber, type Answer, type Prober } from "./probe.ts";

const REFUSED_WITHIN_MS = 1_000;
/** Shopify waits no longer. One shop of which somebody holds a lock waits almost so long (features/intake), and nobody else. */
const ANSWERED_WITHIN_MS = 5_000;
const BACK_WITHIN_MS = 60_000;
const HELD = { domain: "held.myshopify.com", orderIds: ["1001"] };
const OTHER = { domain: "other.myshopify.com" };
/** Times 100 a second. */
const AT_ONCE = 5;
const SMALL_DISK = "600m";

interface Outcome {
  readonly rows: string[][];
  readonly faults: string[];
}

export async function databasePart(options: { say: (line: string) => void }): Promise<Report> {
  const outcome: Outcome = { rows: [], faults: [] };
  const notes = ["a code at commit: a trigger raises it there, where the server's own would come"];
  await breakAll(mkdtempSync(join(".data", "database-")), FAULTS, outcome, options.say);
  const small = join(".data", `small-disk-${process.pid}`);
  if (mountSmallDisk(small)) {
    try {
      await breakAll(join(small, "server"), DISK_FAULTS, outcome, options.say);
    } finally {
      execFileSync("umount", ["--lazy", small]);
      rmSync(small, { recursive: true });
    }
  } else notes.push("NOT MEASURED: a disk that is really full; only root on Linux may mount a small one");
  return {
    title: `PostgreSQL misbehaves under ${AT_ONCE * 100} webhooks a second`,
    columns: [
      "what happens to it",
      "sent",
      "200",
      "503",
      "other",
      "slowest 503, ms",
      "p99 of 200, ms",
      "slowest 200, ms",
      "back after, ms",
      "200 and not there",
    ],
    rows: outcome.rows,
    notes: [...notes, "back after: from the end of the fault to the first 200 of a webhook sent since then"],
    faults: outcome.faults,
  };
}

/** A tmpfs, where root may mount one: nobody else is hurt when it is full. */
function mountSmallDisk(folder: string): boolean {
  mkdirSync(folder);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SMALL_DISK},mode=755`, "small-disk", folder], {
      stdio: "pipe",
    });
    return true;
  } catch {
    rmSync(folder, { recursive: true });
    return false;
  }
}

/** One server, one web process, and all these faults, one after the other. */
async function breakAll(
  folder: string,
  faults: typeof FAULTS,
  outcome: Outcome,
  say: (line: string) => void,
): Promise<void> {
  const server = await openDatabaseServer(folder, DEADLOCK_SETTING);
  const { ownerUrl, appUrl } = await server.newDatabase();
  await ask(ownerUrl, "insert into shop (domain, installed_at) values ($1, now()), ($2, now())", [
    HELD.domain,
    OTHER.domain,
  ]);
  const environment = appEnvironment(appUrl);
  const port = await freePort();
  const web = startChild({
    name: "web",
    entry: "app/entry.web.ts",
    env: { ...environment, PORT: String(port), DEVSHOP_URL: "http://localhost:1" },
    logFile: join(".data", "database-web.log"),
    readyUrl: `http://localhost:${port}/health/ready`,
  });
  web.failed.catch((error: unknown) => outcome.faults.push(String(error)));
  try {
    await web.ready;
    const secret = environment["SHOPIFY_API_SECRET"] ?? "";
    const prober = openProber({ port, secret, atOnce: AT_ONCE, shops: [HELD, OTHER] });
    await untilStored(prober);
    for (const [what, happens] of Object.entries(faults)) {
      await prober.answers();
      await happens({ server, ownerUrl, folder, heldShop: HELD.domain });
      const endedAt = performance.now();
      const { answers, isBack } = await untilStored(prober);
      if (!isBack) outcome.faults.push(`${what}: not back after ${BACK_WITHIN_MS / 1_000} s`);
      const lost = new Set(await notDurable(ownerUrl, answers));
      for (const [name, some] of partsOf(what, answers)) {
        const row = rowOf(name, some, endedAt, some.filter((each) => lost.has(each)).length);
        outcome.rows.push(row);
        outcome.faults.push(...wrongWith(name, some, name === DEADLOCKS ? ANSWERED_WITHIN_MS : REFUSED_WITHIN_MS));
        say(row.join(", "));
      }
      if (lost.size > 0) outcome.faults.push(`${what}: ${lost.size} acknowledged and not there`);
      if (what === DEADLOCKS) say(`deadlocks that PostgreSQL found: ${await deadlocksFound(ownerUrl)}`);
    }
    prober.stop();
  } finally {
    await web.stop();
    await server.remove();
  }
}

/** Where somebody holds one shop's locks, the other shop is counted by itself. */
function partsOf(what: string, answers: readonly Answer[]): [string, Answer[]][] {
  if (what !== DEADLOCKS) return [[what, [...answers]]];
  return [
    [what, answers.filter(({ domain }) => domain === HELD.domain)],
    ["the other shop meanwhile", answers.filter(({ domain }) => domain === OTHER.domain)],
  ];
}

/** What was answered since the last call, and until twenty in a row were stored again. */
async function untilStored(prober: Prober): Promise<{ answers: Answer[]; isBack: boolean }> {
  const answers: Answer[] = [];
  const deadline = performance.now() + BACK_WITHIN_MS;
  for (let good = 0; performance.now() < deadline;) {
    const some = await prober.answers();
    answers.push(...some);
    good = some.length > 0 && some.every(({ status }) => status === 200) ? good + 1 : 0;
    if (good === 2) return { answers, isBack: true };
    await sleep(100);
  }
  return { answers, isBack: false };
}

function wrongWith(what: string, answers: readonly Answer[], refusedWithinMs: number): string[] {
  const late = answers.filter(({ status, ms }) => ms > (status === 200 ? ANSWERED_WITHIN_MS : refusedWithinMs)).length;
  const other = answers.filter(({ status }) => status !== 200 && status !== 503).length;
  return [
    ...(other > 0 ? [`${what}: ${other} answered neither 200 nor 503`] : []),
    ...(late > 0 ? [`${what}: ${late} of ${answers.length} answered too late`] : []),
  ];
}

function rowOf(what: string, answers: readonly Answer[], endedAt: number, lost: number): string[] {
  const stored = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 503);
  const times = stored.map(({ ms }) => ms);
  const back = stored.flatMap(({ sentAt, answeredAt }) => (sentAt > endedAt ? [answeredAt - endedAt] : []));
  return [
    what,
    ...[
      answers.length,
      stored.length,
      refused.length,
      answers.length - stored.length - refused.length,
      Math.max(0, ...refused.map(({ ms }) => ms)),
      percentile(times, 0.99),
      Math.max(...times),
      Math.min(...back),
      lost,
    ].map((number) => number.toFixed(0)),
  ];
}

async function deadlocksFound(ownerUrl: string): Promise<string> {
  const [row] = await ask(ownerUrl, "select deadlocks from pg_stat_database where datname = current_database()");
  return String(row?.["deadlocks"]);
}
