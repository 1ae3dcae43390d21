/**
 * `npm run faults -- --part processes`: two web processes and three workers on one database. They are restarted one after the other, as a deployment
 * does it, under load: no request may fail. Then one shop is poisoned: the others must not feel it. The auditor looks after each.
 */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Report } from "../../bench/report.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import type { Shop } from "../../devshop/state/shop.ts";
import { live } from "../../factories/people.ts";
import { audit } from "../audit/audit.ts";
import { tell, type Finding } from "../audit/finding.ts";
import { keepDoing, standStill } from "../kill/campaign.ts";
import { openDatabaseServer, type DatabaseServer } from "../kill/database-server.ts";
import { openStage, type Stage } from "../kill/stage.ts";
import { poisonOne } from "./poison.ts";
import { openProber } from "./probe.ts";

const WORKERS = 3;
const SHOPS = 3;
const PAUSE_MS = 100;
/** Orders the generator tells of. */
const ASKED_ABOUT = 20;
/** Half a minute a second: what is set aside rests for 2 s, not for the 0.1 s it would at the pace of the other campaigns. */
const POISON_SPEED = 30;

interface Outcome {
  readonly rows: string[][];
  readonly faults: string[];
}

interface Options {
  readonly seed: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

export async function processesPart(options: Options): Promise<Report> {
  const folder = mkdtempSync(join(".data", "processes-"));
  const server = await openDatabaseServer(folder);
  const played: Outcome[] = [];
  try {
    played.push(await play(options, { folder, server }, (stage, shops) => deploy(stage, shops, options)));
    played.push(
      await play(options, { folder, server, speed: POISON_SPEED }, (stage, [victim, ...others]) => {
        if (!victim) throw new Error("no shop");
        return poisonOne(stage, victim, others);
      }),
    );
  } finally {
    await server.remove();
  }
  return {
    title: `Two web processes and three workers, seed ${options.seed}`,
    columns: ["", "figure"],
    rows: played.flatMap(({ rows }) => rows),
    notes: ["a request that breaks is not sent again: not by the balancer, not by the generator"],
    faults: played.flatMap(({ faults }) => faults),
  };
}

/** Opens a stage, lets it happen, waits until nothing is left to do, stops everything, and has the auditor look. */
async function play(
  { seed, say }: Options,
  on: { folder: string; server: DatabaseServer; speed?: number },
  happens: (stage: Stage, shops: Shop[]) => Promise<Outcome>,
): Promise<Outcome> {
  const stage = await openStage({ ...on, seed, workers: WORKERS });
  try {
    await stage.ready();
    const shops: Shop[] = [];
    for (let index = 0; index < SHOPS; index += 1) shops.push(await stage.openShop(index));
    const { rows, faults } = await happens(stage, shops);
    for (const row of rows) say(row.join(": "));
    const endedAt = await standStill(stage);
    const findings = [...stage.wentWrong(), ...(await look(stage, shops, endedAt))];
    const seen = shops.reduce(
      (sum, shop) => sum + stage.books.of(shop).seen.filter(({ by }) => by === "app").length,
      0,
    );
    const audited = ["effects the shops saw, the auditor's findings", `${seen}, ${findings.length}`];
    for (const line of [audited.join(": "), ...tell(findings)]) say(line);
    return { rows: [...rows, audited], faults: [...faults, ...tell(findings)] };
  } finally {
    await stage.close();
  }
}

/** Restarts every process, one after the other, `rounds` times, while people are busy and webhooks come at 100 a second. */
async function deploy(stage: Stage, shops: readonly Shop[], { seed, rounds }: Options): Promise<Outcome> {
  const chance = seededRandom(seed);
  const people = keepDoing(chance, PAUSE_MS, () => {
    const shop = shops[Math.floor(chance() * shops.length)];
    if (shop)
      stage.books.asPeople(() => {
        live(stage.devshop.world, shop, chance);
      });
  });
  const { app } = stage.devshop.world;
  const [shop] = shops;
  if (!shop) throw new Error("no shop");
  while (shop.orders.size < ASKED_ABOUT) await sleep(100);
  const orderIds = [...shop.orders.keys()].slice(0, ASKED_ABOUT);
  const port = Number(new URL(app.url).port);
  const prober = openProber({ port, secret: app.apiSecret, atOnce: 1, shops: [{ domain: shop.domain, orderIds }] });
  await sleep(500);
  let restarts = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const each of [...stage.webs, stage.worker, ...stage.otherWorkers]) {
      await each.restart();
      restarts += 1;
    }
  const answers = await prober.answers();
  prober.stop();
  people.stop();
  const failed = answers.filter(({ status }) => status !== 200);
  const how = [...Map.groupBy(failed, ({ status }) => status)].map(
    ([status, all]) => `${all.length} × ${status || "broken"}`,
  );
  const devshops = stage.devshop.webhooks.counters.failed;
  return {
    rows: [
      [`${restarts} restarts: webhooks sent, failed`, [answers.length, failed.length, ...how].join(", ")],
      ["what people did, the dev shop's webhooks that failed", `${people.done()}, ${devshops}`],
    ],
    faults:
      failed.length + devshops > 0 ? [`${failed.length} and ${devshops} requests failed in rolling restarts`] : [],
  };
}

async function look(stage: Stage, shops: readonly Shop[], endedAt: Date): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: stage.ownerUrl });
  await client.connect();
  try {
    const books = shops.map((shop) => stage.books.of(shop));
    return await audit(client, books, stage.carrier, endedAt);
  } finally {
    await client.end();
  }
}
