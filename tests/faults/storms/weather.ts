/** How the webhooks of a story arrive: which are lost, how late, how often, and what their bodies lack. Drawn from the seed, by the shares. */
import { seededRandom } from "../../devshop/state/random.ts";
import { STORY_MS, type Story, type Webhook } from "./story.ts";

export interface Arrival {
  /** Milliseconds on Shopify's clock. */
  readonly at: number;
  readonly webhook: Webhook;
  readonly body: Buffer;
}

const HOUR_MS = 3_600_000;
const LOST = 0.1;
const TWICE = 0.3;
const WITHOUT_TIME = 0.1;
const SKEWED = 0.1;
/** Everything has arrived so long after the story. */
export const LATEST_MS = 25 * HOUR_MS;

/** `whole`: all of them arrive, with the right time; only late, repeated and out of order. */
export function arrivalsOf({ things, webhooks }: Story, { whole = false } = {}): Arrival[] {
  const random = seededRandom(things.seed ^ 0x5eed);
  return webhooks.flatMap((webhook) => {
    if (random() < LOST && !whole) return [];
    const body = bodyOf(webhook, whole ? () => 1 : random);
    const copies = random() < TWICE ? 1 + Math.floor(random() * 3) : 0;
    return [delay(random), ...Array.from({ length: copies }, () => delay(random) + random() * 0.1 * LATEST_MS)].map(
      (wait) => ({ at: webhook.at + wait, webhook, body }),
    );
  });
}

/** Within seconds; anywhere in the stream; a retry hours late; one of the day before. */
function delay(random: () => number): number {
  const kind = random();
  if (kind < 0.6) return random() * 15_000;
  if (kind < 0.85) return random() * STORY_MS;
  if (kind < 0.97) return HOUR_MS * (0.01 + random() * 4);
  return random() * 0.9 * LATEST_MS;
}

/** `updated_at` may be missing, or of a clock that is up to a day wrong. The digits of ids are written as numbers. */
function bodyOf({ body }: Webhook, random: () => number): Buffer {
  const { updated_at: updatedAt, ...others } = body;
  const kind = random();
  const skew = kind < WITHOUT_TIME + SKEWED ? (random() * 2 - 1) * 24 * HOUR_MS : 0;
  const told =
    typeof updatedAt !== "string" || kind < WITHOUT_TIME
      ? others
      : { ...others, updated_at: new Date(Date.parse(updatedAt) + skew).toISOString() };
  return Buffer.from(JSON.stringify(told).replace(/"#(\d+)"/g, "$1"));
}
