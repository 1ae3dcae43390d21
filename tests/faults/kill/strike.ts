import { ask, endNow, type DatabaseServer } from "./database-server.ts";
import type { Kill, Victim } from "./plan.ts";
import type { Stage } from "./stage.ts";

/** What is counted comes within a second when everything works. */
const REACHED_WITHIN_MS = 3_000;

/** After an outage all webhooks are delivered within seconds of real time; a busy machine is waited for. */
const DRAINED_WITHIN_MS = 20_000;
/** So many are on their way at any moment. */
const ON_THEIR_WAY = 10;

/** Kills one after the other, each when its victim is up again and has done something. Returns how many had to come without their event. */
export async function strikeAll(stage: Stage, server: DatabaseServer, kills: readonly Kill[]): Promise<number> {
  let late = 0;
  /** The last kill of each victim, until its successor is on its way. */
  const restarts = new Map<Victim, Promise<unknown>>();
  for (const kill of kills) {
    await up(stage, kill.victim, restarts);
    const struck = Promise.withResolvers<unknown>();
    restarts.set(kill.victim, struck.promise);
    const reached = await stage.progress.reach(kill.event, kill.count, REACHED_WITHIN_MS, () => {
      after(kill.thenMs, () => strike(stage, server, kill)).then(struck.resolve, struck.reject);
    });
    if (!reached) late += 1;
    // A worker or a web process comes back while others are being killed; two databases cannot be started at once.
    if (kill.victim === "server" || kill.victim === "backend") await struck.promise;
  }
  await Promise.all(restarts.values());
  return late;
}

function after(ms: number, act: () => Promise<void>): Promise<void> {
  // In this very moment, and not at the next turn of the event loop: the answer must not be on its way yet.
  if (ms === 0) return act();
  return new Promise((resolve) => setTimeout(resolve, ms)).then(act);
}

async function up(stage: Stage, victim: Victim, restarts: ReadonlyMap<Victim, Promise<unknown>>): Promise<void> {
  await restarts.get(victim);
  if (victim === "server" || victim === "backend") await drained(stage);
  const waitedFor = victim === "web" ? stage.webs : victim === "worker" ? [stage.worker] : [];
  await Promise.all(waitedFor.map((each) => each.ready()));
}

/** No webhook meets two outages of the database: after nine attempts Shopify would give it up, which no app can help. */
async function drained({ devshop }: Stage): Promise<void> {
  const deadline = performance.now() + DRAINED_WITHIN_MS;
  while (devshop.webhooks.pending() > ON_THEIR_WAY && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

function strike(stage: Stage, server: DatabaseServer, { victim, which }: Kill): Promise<void> {
  switch (victim) {
    case "web":
      return stage.webs[Math.floor(which * stage.webs.length)]?.kill() ?? Promise.resolve();
    case "worker":
      return stage.worker.kill();
    case "server":
      return server.kill();
    case "backend":
      return killBackend(stage.ownerUrl, which);
  }
}

/** Kills one connection's process of the app's. Resolves when the server has recovered. */
async function killBackend(ownerUrl: string, which: number): Promise<void> {
  const backends = await ask(
    ownerUrl,
    `select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' order by pid`,
  );
  const chosen = backends[Math.floor(which * backends.length)];
  if (!chosen) return;
  endNow(Number(chosen["pid"]));
  while (!(await ask(ownerUrl, "select 1").catch(() => undefined)))
    await new Promise((resolve) => setTimeout(resolve, 10));
}
