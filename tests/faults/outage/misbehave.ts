/** A campaign in which Shopify misbehaves in every way we know, one after the other, while people go on; then it is quiet, and the auditor looks. */
import { randomBytes } from "node:crypto";
import type { ShopId } from "../../../app/core/ids.ts";
import { QUIET_EDGE } from "../../devshop/admin-api/http.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import { live } from "../../factories/people.ts";
import { spanishShop } from "../../factories/shops.ts";
import type { InstalledShop, TestWorld } from "../../setup/world.ts";
import { audit } from "../audit/audit.ts";
import type { Books } from "../audit/book.ts";
import type { Finding } from "../audit/finding.ts";
import { hireWorker, type HiredWorker } from "./hired-worker.ts";
import { planWeather, type Weather } from "./weather.ts";

export interface Misbehaviour {
  readonly spells: number;
  readonly acts: number;
  readonly acknowledged: number;
  /** Changes the app made in the shops. */
  readonly effects: number;
  /** Shop time from the end of the last spell until nothing was left to do. */
  readonly quietAfterMs: number;
  readonly findings: readonly Finding[];
}

const MINUTE = 60_000;
/** Shopify's last retry of a webhook comes after four hours. */
const QUIET_WITHIN_MS = 6 * 60 * MINUTE;
/** By then every lane has run: reconcile comes every 15 minutes. */
const RECONCILED_MS = 16 * MINUTE;
const EFFECTS = ["route", "hold", "ship", "events"] as const;
const STAFF = "70001";

/** `books` must have been kept since the world was opened. */
export async function misbehave(world: TestWorld, books: Books, seed: number, rounds: number): Promise<Misbehaviour> {
  const chance = seededRandom(seed);
  const shops = [await openShop(world), await openShop(world)];
  const worker = await hireWorker(world);
  const spells = planWeather(seed, rounds);
  let acts = 0;
  try {
    for (const { weather, stepMs, acts: plan } of spells) {
      const [victim] = shops;
      if (!victim) break;
      shops.push(victim);
      shops.shift(); // the next spell meets the next shop
      const clear = await BEGIN[weather](world, victim, shops);
      for (const count of plan) {
        for (let act = 0; act < count; act += 1) {
          const { shop } = shops[Math.floor(chance() * shops.length)] ?? victim;
          books.asPeople(() => {
            live(world.devshop.world, shop, chance);
          });
        }
        acts += count;
        await worker.letPass(stepMs, shops);
      }
      await clear?.();
    }
    // A dead token is noticed by the next request with it, and replaced when somebody of the staff opens the app: nobody else can give us a new one.
    await worker.letPass(RECONCILED_MS, shops);
    for (const each of shops) await world.visit(each);
    const quietAfterMs = await untilQuiet(world, worker, shops);
    await worker.stop();
    const of = shops.map(({ shop }) => books.of(shop));
    return {
      spells: spells.length,
      acts,
      acknowledged: of.reduce((sum, book) => sum + book.acknowledged.size, 0),
      effects: of.flatMap(({ seen }) => seen.filter(({ by }) => by === "app")).length,
      quietAfterMs,
      findings: [...(await whatIsWrong(world, of)), ...worker.bugs()],
    };
  } finally {
    Object.assign(world.devshop.knobs.edge, QUIET_EDGE);
    await worker.stop();
  }
}

async function openShop(world: TestWorld): Promise<InstalledShop> {
  const installed = await world.install(spanishShop());
  await world.connectCarrier(installed);
  const { inShop } = await import("../../../app/platform/db/in-shop.server.ts");
  const { setSwitch } = await import("../../../app/features/intents/public.server.ts");
  await inShop(installed.shopId, async (tx) => {
    for (const effect of EFFECTS) await setSwitch(tx, effect, true, STAFF, world.clock.now());
  });
  return installed;
}

type Begin = (
  world: TestWorld,
  victim: InstalledShop,
  shops: InstalledShop[],
) => (() => void | Promise<void>) | undefined | Promise<(() => void | Promise<void>) | undefined>;

const edge =
  (knobs: Partial<typeof QUIET_EDGE>): Begin =>
  ({ devshop }) => {
    Object.assign(devshop.knobs.edge, knobs);
    return () => void Object.assign(devshop.knobs.edge, QUIET_EDGE);
  };

const status =
  (now: "frozen" | "locked"): Begin =>
  (_world, { shop }) => {
    shop.status = now;
    return () => {
      shop.status = "active";
    };
  };

const signedWith =
  (secret: () => string): Begin =>
  ({ devshop }) => {
    devshop.knobs.webhooks.secret = secret();
    return () => {
      devshop.knobs.webhooks.secret = "";
    };
  };

const BEGIN: Readonly<Record<Weather, Begin>> = {
  throttled: edge({ throttled: 0.5 }),
  serverErrors: edge({ serverErrors: 0.4 }),
  lostAnswers: edge({ lostAnswers: 0.3 }),
  halfAnswers: edge({ halfAnswers: 0.3 }),
  lateEffects: edge({ lateEffects: 0.3 }),
  away: edge({ serverErrors: 1 }),
  staleReads: ({ devshop }, { shop }) => devshop.admin.freezeReads(shop),
  expiredToken({ devshop }, { shop }) {
    devshop.tokens.expireAccessTokens(shop);
    return undefined;
  },
  revokedToken({ devshop }, { shop }) {
    devshop.tokens.revokeAll(shop);
    return undefined;
  },
  frozen: status("frozen"),
  locked: status("locked"),
  async slowBulk(world, _victim, shops) {
    const { state } = world.devshop.knobs;
    state.bulkSeconds = 20 * 60;
    shops.push(await arrive(world));
    return () => {
      state.bulkSeconds = 0;
    };
  },
  async expiredBulk(world, _victim, shops) {
    const { devshop } = world;
    const newcomer = await arrive(world);
    shops.push(newcomer);
    devshop.knobs.state.bulkSeconds = 90;
    let left = 3;
    const expire = () => {
      devshop.bulk.expireResults(newcomer.shop);
      if (--left > 0) world.clock.after(100_000, expire);
    };
    world.clock.after(100_000, expire);
    return () => {
      devshop.knobs.state.bulkSeconds = 0;
    };
  },
  oldSecret: signedWith(() => process.env["SHOPIFY_API_SECRET_PREVIOUS"] ?? ""),
  newSecret: signedWith(() => randomBytes(16).toString("hex")),
};

/** A store that installs the app now; its import runs in whatever weather there is. */
async function arrive(world: TestWorld): Promise<InstalledShop> {
  const shop = world.devshop.createShop({ ...spanishShop(), handle: `nueva-${randomBytes(6).toString("hex")}` });
  world.devshop.installer.install(shop);
  await world.visit({ shop, shopId: "0" as ShopId });
  const { rows } = await world.owner.query<{ id: ShopId }>("select id from shop where domain = $1", [shop.domain]);
  const [found] = rows;
  if (!found) throw new Error(`${shop.domain} was not installed`);
  return { shop, shopId: found.id };
}

async function untilQuiet(world: TestWorld, worker: HiredWorker, shops: readonly InstalledShop[]): Promise<number> {
  let passed = 0;
  while (passed < QUIET_WITHIN_MS && (await leftToDo(world, shops)) > 0) {
    await worker.letPass(5 * MINUTE, shops);
    passed += 5 * MINUTE;
  }
  return passed;
}

async function leftToDo({ owner, devshop }: TestWorld, shops: readonly InstalledShop[]): Promise<number> {
  const { rows } = await owner.query<{ left: number }>(
    `select ((select count(*) from mark where shop_id = any($1)) + (select count(*) from fact where shop_id = any($1))
           + (select count(*) from routing_case where status = 'due' and shop_id = any($1))
           + (select count(*) from intent where status in ('waiting', 'sending', 'unsure') and shop_id = any($1))
           + (select count(*) from import_run where status <> 'done' and shop_id = any($1))
           + (select count(*) from shop_lane where failures > 0 and shop_id = any($1)))::int as left`,
    [shops.map(({ shopId }) => shopId)],
  );
  return (rows[0]?.left ?? 0) + devshop.webhooks.pending();
}

async function whatIsWrong(world: TestWorld, of: Parameters<typeof audit>[1]): Promise<Finding[]> {
  const { rows } = await world.owner.query<{ at: Date }>("select now() as at");
  const found = await audit(world.owner, of, world.carrier, rows[0]?.at ?? new Date(0));
  const { counters } = world.devshop.webhooks;
  return [
    // The app still runs in this process, with connections that wait for work; what they hold beyond that counts.
    ...found.filter(({ what, detail }) => what !== "held by nobody" || !/: idle (?!in)/.test(detail)),
    ...(counters.lost === 0 ? [] : [{ what: "given up by Shopify", detail: `${counters.lost} webhooks` } as const]),
    ...world.devshop.problems.map((detail): Finding => ({ what: "dev shop problem", detail })),
  ];
}
