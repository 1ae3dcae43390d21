/**
 * Storms of many seeds at once, each with things of its own in one shop, so that every statement of the app works on hundreds of seeds.
 *
 * Real: topics and what they read of bodies (app/topics.ts), the receiver's door (storeBatch), the refresh lane and reconcile whole, with client,
 * marks, mirror, ledger and decisions, on a real PostgreSQL. Simulated: Shopify (shop.ts), the way to us (weather.ts), and both clocks.
 */
import { randomBytes } from "node:crypto";
import type pg from "pg";
import { parseId, type ShopId } from "../../../app/core/ids.ts";
import { seededRandom } from "../../devshop/state/random.ts";
import type { StormApi } from "./admin-api.ts";
import { wrongIn, type Wrong } from "./oracle.ts";
import { StormShop } from "./shop.ts";
import { START, STORY_MS, storyOf } from "./story.ts";
import { arrivalsOf, LATEST_MS, type Arrival } from "./weather.ts";

/** So many deliveries come together at most, as in production (features/intake/receive.server.ts). */
const TOGETHER = 64;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Runs of the lane while things change, at random times. */
const RUNS = 6;
/** Before Shopify looks, a request may take so long. */
const WAY_MS = 3_000;
/** So many answers are long under way, up to a request's time-out: what changes and is told meanwhile they do not show. */
const LATE_ANSWERS = 0.4;
const TIMEOUT_MS = 30_000;

export interface Storm {
  /** The first of `count` seeds. */
  readonly first: number;
  readonly count: number;
  /** By how much our clock is ahead of Shopify's. */
  readonly skewMs: number;
  readonly wrong: readonly Wrong[];
  readonly webhooks: number;
  readonly arrivals: number;
}

export interface StormOptions {
  readonly owner: pg.Pool;
  readonly api: StormApi;
  readonly first: number;
  readonly count: number;
  /** The database was empty before: without the statistics that one in use has by itself, every plan is a bad one (measured: 5 times slower). */
  readonly fresh?: boolean;
  /** Breaks something of this shop first, to see whether the oracle finds it. */
  readonly plant?: (shopId: ShopId) => Promise<void>;
  /** Nothing is lost, untold, old or without its time: webhooks alone must do, and nobody reconciles. */
  readonly whole?: boolean;
}

/** Opens the app's modules; the environment must be complete by then. */
async function loadApp() {
  const [intake, topics, body, refresh, reconcile, shops, lanes, db, session, sessionId] = await Promise.all([
    import("../../../app/features/intake/store.server.ts"),
    import("../../../app/topics.ts"),
    import("../../../app/features/intake/domain/parse-body.ts"),
    import("../../../app/features/refresh/run-refresh.server.ts"),
    import("../../../app/features/refresh/reconcile.server.ts"),
    import("../../../app/features/shops/public.server.ts"),
    import("../../../app/platform/lanes.server.ts"),
    import("../../../app/platform/db/in-shop.server.ts"),
    import("../../../app/features/shops/session-rows.server.ts"),
    import("../../../app/features/shops/domain/session-id.ts"),
  ]);
  return {
    ...intake,
    ...topics,
    ...body,
    ...refresh,
    ...reconcile,
    ...shops,
    ...lanes,
    ...db,
    ...session,
    ...sessionId,
  };
}
type App = Awaited<ReturnType<typeof loadApp>>;

export async function runStorm(options: StormOptions): Promise<Storm> {
  const { owner, api, first, count, whole = false } = options;
  const app = await loadApp();
  const random = seededRandom(first ^ 0x570f);
  const skewMs = random() < 0.3 ? 0 : Math.round((random() * 2 - 1) * DAY_MS);
  const stories = Array.from({ length: count }, (_, n) => storyOf(first + n, { told: whole }));
  const shop = new StormShop(
    stories.map(({ things }) => things),
    !whole,
  );
  const arrivals = stories.flatMap((story) => arrivalsOf(story, { whole })).sort((a, b) => a.at - b.at);
  const domain = `storm-${randomBytes(6).toString("hex")}.myshopify.com`;
  const shopId = await install(app, owner, domain, new Date(START - MINUTE_MS + skewMs));
  await options.plant?.(shopId);

  let at = START;
  let arrived = 0;
  const ours = () => new Date(at + skewMs);
  /** Time goes on, and webhooks arrive. */
  const pass = async (until: number) => {
    at = Math.max(at, until);
    while (arrived < arrivals.length && (arrivals[arrived]?.at ?? 0) <= at) {
      const due = arrivals.slice(arrived, arrived + TOGETHER).filter((each) => each.at <= at);
      arrived += due.length;
      await app.storeBatch(due.map((arrival) => receivedOf(app, domain, arrival, skewMs)));
    }
  };
  const answer = async (operation: string, variables: Readonly<Record<string, unknown>>) => {
    // Asked side by side, in no certain order, or about what never changes: these take no time.
    if (operation === "OrderFulfillmentOrders" || operation === "RefundsOfOrders")
      return shop.answer(operation, variables, at);
    if (random() < 0.1) await pass(at + random() * WAY_MS);
    const data = shop.answer(operation, variables, at);
    if (random() < LATE_ANSWERS) await pass(at + random() * TIMEOUT_MS);
    return data;
  };
  api.shops.set(domain, async (operation, variables) => ({ data: await answer(operation, variables), at }));
  const refresh = async (until: number) => {
    await pass(until);
    const lease = await claim(app, shopId, "refresh");
    let done = await app.runRefresh(lease, ours);
    while (done.more) done = await app.runRefresh(lease, ours);
    await app.finishLane(lease);
    return done.nextAt;
  };
  const reconcile = async (until: number) => {
    await pass(until);
    const lease = await claim(app, shopId, "reconcile");
    await app.runReconcile(lease, await app.adminFor(shopId), ours());
    await app.finishLane(lease);
  };
  // The places are there before anybody buys, as after the import.
  await reconcile(START);
  const runs = Array.from({ length: RUNS }, () => START + random() * 1.2 * STORY_MS).sort((a, b) => a - b);
  for (const [n, run] of runs.entries()) {
    if (n === RUNS - 2 && !whole) await reconcile(run);
    await refresh(run);
    if (options.fresh && n < 2) await owner.query("analyze");
  }
  for (const hours of [0.5, 4.5]) {
    if (!whole) await reconcile(START + hours * HOUR_MS);
    await refresh(START + hours * HOUR_MS);
  }
  const end = START + STORY_MS + LATEST_MS;
  if (!whole) await reconcile(end);
  for (let next = await refresh(end); next; next = await refresh(next.getTime() - skewMs));
  api.shops.delete(domain);
  const wrong = await wrongIn(owner, shopId, shop, arrivals);
  const webhooks = stories.reduce((sum, story) => sum + story.webhooks.length, 0);
  return { first, count, skewMs, wrong, webhooks, arrivals: arrivals.length };
}

async function install(app: App, owner: pg.Pool, domain: string, since: Date): Promise<ShopId> {
  const { rows } = await owner.query<{ id: string }>(
    "insert into shop (domain, installed_at) values ($1, $2) returning id",
    [domain, since],
  );
  const shopId = parseId<ShopId>(rows[0]?.id ?? "");
  await owner.query(
    `insert into shop_profile (shop_id, currency, timezone, plan, scopes, updated_at, reconciled_to)
     values ($1, 'EUR', 'Europe/Madrid', 'basic', '{}', $2, $2)`,
    [shopId, since],
  );
  await app.inShop(shopId, (tx) =>
    app.writeSession(tx, {
      sessionId: app.offlineSessionId(domain),
      isOnline: false,
      state: "",
      scope: "",
      // Tokens end by the machine's clock.
      expiresAt: new Date("2100-01-01T00:00:00Z"),
      accessToken: "token",
      refreshToken: null,
      refreshTokenExpiresAt: null,
      staff: null,
    }),
  );
  return shopId;
}

async function claim(app: App, shopId: ShopId, lane: "refresh" | "reconcile") {
  const lease = await app.claimLane(shopId, lane);
  if (!lease) throw new Error(`somebody else runs the lane ${lane} of shop ${shopId}`);
  return lease;
}

function receivedOf(app: App, domain: string, { at, webhook, body }: Arrival, skewMs: number) {
  const topic = app.TOPICS.find((each) => each.topic === webhook.topic);
  if (!topic) throw new Error(`${webhook.topic} is not a topic of ours`);
  const parsed = app.parseBody(body);
  return {
    headers: {
      topic: webhook.topic,
      domain,
      webhookId: webhook.id,
      eventId: null,
      triggeredAt: new Date(webhook.at),
    },
    receivedAt: new Date(at + skewMs),
    known: true,
    marks: topic.marks(parsed),
    mayBeEcho: topic.echo ?? false,
    fact: topic.fact?.(parsed),
  };
}
