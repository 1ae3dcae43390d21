/** Sends webhooks as Shopify does: at least once, in no order, five seconds to answer, eight retries in four hours. */
import { createHmac, randomUUID } from "node:crypto";
import { API_VERSION } from "../admin-api/schema.ts";
import type { Shop } from "../state/shop.ts";
import type { World } from "../state/world.ts";
import type { ShopEvent } from "../state/events.ts";
import { bodyOf } from "./bodies.ts";
import { includeFields, writeJson } from "./json.ts";
import { createPoster } from "./post.ts";
import type { Subscription } from "./subscriptions.ts";
import { nanosecondTime } from "./times.ts";

const ANSWER_WITHIN_MS = 5_000;
const MINUTE = 60_000;
/** Waits before the eight retries (shop time): together just under four hours. Shopify says only "exponential". */
export const RETRY_AFTER_MS: readonly number[] = [
  10_000,
  30_000,
  2 * MINUTE,
  5 * MINUTE,
  12 * MINUTE,
  30 * MINUTE,
  60 * MINUTE,
  130 * MINUTE,
];
/** Requests on the way at once; the rest waits its turn. */
const IN_FLIGHT = 64;

/** Shares are between 0 and 1 of the deliveries. Times are milliseconds of shop time. */
export interface WebhookKnobs {
  /** Sent a second time with the same webhook id. */
  duplicate: number;
  /** Each delivery waits a random time up to this. */
  delayMs: number;
  /** Held back by up to `reorderMs`, so that later ones overtake it. */
  reorder: number;
  reorderMs: number;
  /** What is delayed arrives in bursts at the shop's whole multiples of this, side by side; 0: each at its own time, one after the other. */
  burstMs: number;
  /** Never sent. */
  drop: number;
  /** Every webhook is sent this many times under ids of its own, as if the thing had changed so often. */
  storm: number;
  /** Signed with this one (while a rotation of the client secret is under way); "": with the app's. */
  secret: string;
}

export interface WebhookCounters {
  /** Webhooks that came to be (one per event and subscription, times storm). */
  created: number;
  /** Requests sent, with retries and duplicates. */
  attempts: number;
  /** Answered 2xx (a duplicate counts again). */
  delivered: number;
  duplicates: number;
  dropped: number;
  /** Requests without a 2xx answer in time. */
  failed: number;
  /** Given up after the last retry. */
  lost: number;
  /** Created, by topic. */
  byTopic: Record<string, number>;
}

interface Delivery {
  readonly shop: Shop;
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, string>;
  /** The shop-specific subscription it belongs to, if any. */
  readonly subscriptionId: string | null;
  attempt: number;
}

/** A webhook that the app answered 2xx. */
export interface Acknowledged {
  readonly shop: Shop;
  readonly webhookId: string;
  readonly topic: string;
}

export interface WebhookSender {
  readonly knobs: WebhookKnobs;
  readonly counters: WebhookCounters;
  /** Tells every acknowledgement, also a second one of the same webhook, at the moment it arrives. */
  onAcknowledged(listener: (webhook: Acknowledged) => void): void;
  /** Resolves when nothing waits and nothing is on its way (retries that wait for the clock count as waiting). */
  drain(): Promise<void>;
  /** Resolves when nothing is on its way; what waits for the clock (delays, retries) is not waited for. */
  flush(): Promise<void>;
  /** What waits or is on its way now. */
  pending(): number;
  /** Stops sending; what waits is forgotten. */
  close(): void;
}

const QUIET_KNOBS: WebhookKnobs = {
  duplicate: 0,
  delayMs: 0,
  reorder: 0,
  reorderMs: 5_000,
  burstMs: 0,
  drop: 0,
  storm: 1,
  secret: "",
};

/** Listens to the world and delivers. `appSubscriptions`: from the app's TOML; shop-specific ones are read from the shops. */
export function startWebhooks(options: {
  world: World;
  appSubscriptions: readonly Subscription[];
  knobs?: Partial<WebhookKnobs>;
  random: () => number;
}): WebhookSender {
  const { world, appSubscriptions, random } = options;
  const knobs: WebhookKnobs = { ...QUIET_KNOBS, ...options.knobs };
  const counters: WebhookCounters = {
    created: 0,
    attempts: 0,
    delivered: 0,
    duplicates: 0,
    dropped: 0,
    failed: 0,
    lost: 0,
    byTopic: {},
  };
  const queue: Delivery[] = [];
  const poster = createPoster(IN_FLIGHT);
  const listeners: ((webhook: Acknowledged) => void)[] = [];
  let stopped = false;
  let inFlight = 0;
  let pending = 0;
  let waiting: (() => void)[] = [];
  let flushing: (() => void)[] = [];

  const settle = () => {
    pending--;
    if (pending > 0) return;
    const ready = waiting;
    waiting = [];
    for (const each of ready) each();
  };

  /** One request. True when the app answered 2xx in time. A redirect is a failure. */
  async function attempt(delivery: Delivery): Promise<boolean> {
    counters.attempts++;
    delivery.attempt++;
    try {
      const secret = knobs.secret || world.app.apiSecret;
      const signature = createHmac("sha256", secret).update(delivery.body).digest("base64");
      const headers = { ...delivery.headers, "x-shopify-hmac-sha256": signature };
      const status = await poster.post(delivery.url, headers, delivery.body, ANSWER_WITHIN_MS);
      return status >= 200 && status < 300;
    } catch {
      // Refused, reset or too slow: all the same to Shopify, which will try again.
      return false;
    }
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const accepted = await attempt(delivery);
    if (accepted) {
      counters.delivered++;
      const { shop, headers } = delivery;
      const webhook = {
        shop,
        webhookId: headers["x-shopify-webhook-id"] ?? "",
        topic: headers["x-shopify-topic"] ?? "",
      };
      for (const listener of listeners) listener(webhook);
      settle();
      return;
    }
    counters.failed++;
    const wait = RETRY_AFTER_MS[delivery.attempt - 1];
    if (wait !== undefined && !stopped) {
      world.clock.after(wait, () => deliver(delivery));
      return;
    }
    counters.lost++;
    // A subscription made through the API is deleted when a delivery has failed for good; one in the TOML stays.
    if (delivery.subscriptionId !== null) delivery.shop.webhookSubscriptions.delete(delivery.subscriptionId);
    settle();
  }

  function pump(): void {
    while (inFlight < IN_FLIGHT && !stopped) {
      const delivery = queue.shift();
      if (delivery === undefined) return;
      inFlight++;
      void deliver(delivery).finally(() => {
        inFlight--;
        pump();
        if (inFlight > 0 || queue.length > 0) return;
        const ready = flushing;
        flushing = [];
        for (const each of ready) each();
      });
    }
  }

  function enqueue(delivery: Delivery, delayMs: number): void {
    pending++;
    if (delayMs > 0) {
      world.clock.after(delayMs, () => deliver(delivery));
      return;
    }
    queue.push(delivery);
    setImmediate(pump);
  }

  function untilBurst(delayMs: number): number {
    if (knobs.burstMs === 0 || delayMs === 0) return delayMs;
    const nowMs = world.clock.now().getTime();
    return Math.ceil((nowMs + delayMs) / knobs.burstMs) * knobs.burstMs - nowMs;
  }

  function create(
    shop: Shop,
    event: ShopEvent,
    eventId: string,
    subscription: Subscription,
    subscriptionId: string | null,
  ): void {
    const reduced = includeFields(bodyOf(world, shop, event), subscription.includeFields, event.topic);
    const body = writeJson(reduced);
    for (let copy = 0; copy < Math.max(1, knobs.storm); copy++) {
      counters.created++;
      counters.byTopic[event.topic] = (counters.byTopic[event.topic] ?? 0) + 1;
      if (random() < knobs.drop) {
        counters.dropped++;
        continue;
      }
      const headers: Record<string, string> = {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        "x-shopify-topic": event.topic,
        "x-shopify-shop-domain": shop.domain,
        "x-shopify-api-version": API_VERSION,
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-event-id": eventId,
        "x-shopify-triggered-at": nanosecondTime(world.clock.now(), counters.created),
      };
      if (subscription.name !== null) headers["x-shopify-name"] = subscription.name;
      const url = new URL(subscription.uri, world.app.url).href;
      const late = random() < knobs.reorder ? random() * knobs.reorderMs : 0;
      const delayMs = untilBurst(random() * knobs.delayMs + late);
      enqueue({ shop, url, body, headers, subscriptionId, attempt: 0 }, delayMs);
      if (random() < knobs.duplicate) {
        counters.duplicates++;
        enqueue({ shop, url, body, headers, subscriptionId, attempt: 0 }, delayMs);
      }
    }
  }

  world.onEvent((shop, event) => {
    if (shop.installation === null && !isFarewell(event.topic)) return;
    const eventId = randomUUID();
    for (const subscription of appSubscriptions)
      if (subscription.topic === event.topic) create(shop, event, eventId, subscription, null);
    for (const own of shop.webhookSubscriptions.values())
      if (own.topic === event.topic) create(shop, event, eventId, own, own.id);
  });

  return {
    knobs,
    counters,
    onAcknowledged: (listener) => void listeners.push(listener),
    pending: () => pending,
    drain: () => (pending === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    flush: () =>
      inFlight === 0 && queue.length === 0 ? Promise.resolve() : new Promise((resolve) => flushing.push(resolve)),
    close() {
      stopped = true;
      poster.close();
      queue.length = 0;
    },
  };
}

/** What an app hears although it is no longer installed. */
function isFarewell(topic: string): boolean {
  return (
    topic === "app/uninstalled" ||
    topic === "shop/redact" ||
    topic === "customers/redact" ||
    topic === "customers/data_request"
  );
}
