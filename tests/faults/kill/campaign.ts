/**
 * One campaign: a shop's afternoon under load, with web processes, worker and PostgreSQL killed again and again; then it becomes quiet, everything
 * is stopped, and the auditor looks.
 */
import { seededRandom } from "../../devshop/state/random.ts";
import { live } from "../../factories/people.ts";
import type { Finding } from "../audit/finding.ts";
import type { ShopBook } from "../audit/book.ts";
import type { Carrier } from "../../devshop/carrier/carrier.ts";
import type { Shop } from "../../devshop/state/shop.ts";
import { ask, type DatabaseServer } from "./database-server.ts";
import { planKills, type Kill } from "./plan.ts";
import { openStage, withoutReconcile, type Stage } from "./stage.ts";
import { strikeAll } from "./strike.ts";

export interface CampaignOptions {
  readonly seed: number;
  readonly kills: number;
  /** In the last one reconcile comes every 15 minutes, as it does everywhere; in the others it sleeps. */
  readonly shops: number;
  /** From one thing that people do to the next: between nothing and twice this. */
  readonly pauseMs: number;
  readonly server: DatabaseServer;
  /** For the logs. */
  readonly folder: string;
}

/** What is left when everything has been stopped: what the auditor looks at. */
export interface Campaign {
  readonly ownerUrl: string;
  readonly books: readonly ShopBook[];
  readonly carrier: Carrier;
  /** The database's time when the worker ended. */
  readonly endedAt: Date;
  readonly kills: readonly Kill[];
  /** Kills at another moment than planned, because what was counted did not come. */
  readonly late: number;
  readonly acts: number;
  readonly webhooks: Stage["devshop"]["webhooks"]["counters"];
  /** The longest time in which webhooks were on their way or waited for a retry and none was acknowledged. */
  readonly silenceMs: number;
  readonly seconds: number;
  /** What went wrong on the way. */
  readonly findings: readonly Finding[];
}

/** People wait while so many webhooks are on their way. */
const MOST_PENDING = 150;
const QUIET_WITHIN_MS = 240_000;
const LOOK_MS = 50;
/** Half a second: what was refused may still be stored a moment later, and is news then (intake/receive.server.ts). */
const QUIET_LOOKS = 10;

export async function runCampaign({
  seed,
  kills,
  shops: count,
  pauseMs,
  server,
  folder,
}: CampaignOptions): Promise<Campaign> {
  const began = performance.now();
  const stage = await openStage({ seed, folder, server });
  try {
    await stage.ready();
    const shops: Shop[] = [];
    for (let index = 0; index < count; index += 1) shops.push(await stage.openShop(index));
    for (const shop of shops.slice(0, -1)) await withoutReconcile(stage.ownerUrl, shop);
    const chance = seededRandom(seed);
    const people = keepDoing(chance, pauseMs, () => {
      const shop = shops[Math.floor(chance() * shops.length)];
      if (!shop || stage.devshop.webhooks.pending() > MOST_PENDING) return;
      stage.books.asPeople(() => {
        live(stage.devshop.world, shop, chance);
      });
    });
    const plan = planKills(seed, kills);
    const late = await strikeAll(stage, server, plan).finally(() => {
      people.stop();
    });
    await stage.ready();
    await stage.worker.kill(); // what the last kill of the database left leased is not waited for
    await stage.ready();
    const endedAt = await standStill(stage);
    const { lost } = stage.devshop.webhooks.counters;
    const givenUp: Finding[] = lost === 0 ? [] : [{ what: "given up by Shopify", detail: `${lost} webhooks` }];
    return {
      ownerUrl: stage.ownerUrl,
      books: shops.map((shop) => stage.books.of(shop)),
      carrier: stage.carrier,
      endedAt,
      kills: plan,
      late,
      acts: people.done(),
      webhooks: stage.devshop.webhooks.counters,
      silenceMs: stage.longestSilenceMs(),
      seconds: (performance.now() - began) / 1_000,
      findings: [...givenUp, ...stage.wentWrong()],
    };
  } finally {
    await stage.close();
  }
}

/** Does it again and again, with pauses drawn by chance. */
export function keepDoing(
  chance: () => number,
  pauseMs: number,
  act: () => void,
): { stop: () => void; done: () => number } {
  let done = 0;
  let timer: NodeJS.Timeout;
  const next = () => {
    act();
    done += 1;
    timer = setTimeout(next, chance() * 2 * pauseMs);
  };
  timer = setTimeout(next, 0);
  return {
    stop: () => {
      clearTimeout(timer);
    },
    done: () => done,
  };
}

/**
 * Waits until nothing is left to do, stops the app, and returns the database's time. A scan can make work in between: then it goes on. Gives up
 * after a while, and the auditor says what is left.
 */
export async function standStill(stage: Stage): Promise<Date> {
  const deadline = performance.now() + QUIET_WITHIN_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS && performance.now() < deadline;) {
    quiet = (await workLeft(stage)) === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  await stage.stop();
  const [row] = await ask(stage.ownerUrl, "select now() as at");
  return row?.["at"] as Date;
}

async function workLeft({ ownerUrl, devshop }: Stage): Promise<number> {
  const [row] = await ask(
    ownerUrl,
    `select (select count(*) from mark) + (select count(*) from fact) + (select count(*) from routing_case where status = 'due')
          + (select count(*) from intent where status in ('waiting', 'sending', 'unsure'))
          + (select count(*) from import_run where status <> 'done')
          + (select count(*) from shop_lane where ready_at <= now() or lease_until > now()) as left`,
  );
  return Number(row?.["left"]) + devshop.webhooks.pending();
}
