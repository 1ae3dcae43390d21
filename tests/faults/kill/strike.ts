import { ask, endNow, type DatabaseServer } from "./database-server.ts";
import type { Kill } from "./plan.ts";
import type { Stage } from "./stage.ts";

/** What is counted comes within a second when everything works. */
const REACHED_WITHIN_MS = 4_000;

/** Kills one after the other, each when its victim is up again and has done something. Returns how many had to come without their event. */
export async function strikeAll(stage: Stage, server: DatabaseServer, kills: readonly Kill[]): Promise<number> {
  let late = 0;
  const restarting = new Set<Promise<void>>();
  for (const kill of kills) {
    await up(stage, kill, restarting);
    const struck: Promise<void>[] = [];
    const reached = await stage.progress.reach(kill.event, kill.count, REACHED_WITHIN_MS, () => {
      struck.push(after(kill.thenMs, () => strike(stage, server, kill)));
    });
    if (!reached) late += 1;
    for (const each of struck) {
      const restart = each.finally(() => restarting.delete(restart));
      restarting.add(restart);
    }
    // Two databases cannot be started at once; everybody else comes back while others are being killed.
    if (kill.victim === "server" || kill.victim === "backend") await Promise.all(struck);
  }
  await Promise.all(restarting);
  return late;
}

function after(ms: number, act: () => Promise<void>): Promise<void> {
  // In this very moment, and not at the next turn of the event loop: the answer must not be on its way yet.
  if (ms === 0) return act();
  return new Promise((resolve) => setTimeout(resolve, ms)).then(act);
}

async function up(stage: Stage, { victim }: Kill, restarting: ReadonlySet<Promise<void>>): Promise<void> {
  if (victim !== "web") await Promise.all(restarting);
  const waitedFor = victim === "web" ? stage.webs : victim === "worker" ? [stage.worker] : [];
  await Promise.all(waitedFor.map((each) => each.ready()));
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
