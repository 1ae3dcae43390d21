/**
 * The shop's API budget. Shopify gives each app and shop one leaky bucket (100 points a second on a standard plan,
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits); we divide what flows in among four shares, so that a flood of one
 * kind of work cannot starve another. What a share does not use flows to the others.
 */

/** Reserved part of the inflow per share (app/core/effects.ts SHARES): stop harm, undecided orders, people waiting, the rest. */
export const WEIGHTS: Readonly<Record<ShareNumber, number>> = { 1: 0.2, 2: 0.4, 3: 0.2, 4: 0.2 };
export type ShareNumber = 1 | 2 | 3 | 4;
const SHARE_NUMBERS = [1, 2, 3, 4] as const;

export interface Bucket {
  readonly maximum: number;
  readonly restorePerSecond: number;
  /** Points in the bucket at `at` (milliseconds, any steady clock). */
  readonly available: number;
  readonly credit: Readonly<Record<ShareNumber, number>>;
  readonly at: number;
}

/** What Shopify answers beside every result. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** A full bucket of a standard plan, until the first answer tells better. */
export function newBucket(at: number): Bucket {
  return { maximum: 2_000, restorePerSecond: 100, available: 2_000, credit: shareOut(2_000), at };
}

function shareOut(points: number): Record<ShareNumber, number> {
  return { 1: points * WEIGHTS[1], 2: points * WEIGHTS[2], 3: points * WEIGHTS[3], 4: points * WEIGHTS[4] };
}

/** Lets time pass: inflow goes to the shares by weight; what overflows one goes to those with room, in order of need. */
export function refill(bucket: Bucket, now: number): Bucket {
  const inflow = Math.max(0, ((now - bucket.at) / 1000) * bucket.restorePerSecond);
  if (inflow === 0) return bucket;
  const credit = { ...bucket.credit };
  let spill = 0;
  for (const share of SHARE_NUMBERS) {
    const cap = bucket.maximum * WEIGHTS[share];
    const level = credit[share] + inflow * WEIGHTS[share];
    credit[share] = Math.min(cap, level);
    spill += Math.max(0, level - cap);
  }
  for (const share of SHARE_NUMBERS) {
    const taken = Math.min(spill, bucket.maximum * WEIGHTS[share] - credit[share]);
    credit[share] += taken;
    spill -= taken;
  }
  return { ...bucket, available: Math.min(bucket.maximum, bucket.available + inflow), credit, at: now };
}

/**
 * Milliseconds until this share may spend `cost` points; 0 for at once. A cost larger than the share's own capacity waits for a full share
 * and then goes into debt, or it would wait for ever.
 */
export function waitFor(bucket: Bucket, share: ShareNumber, cost: number, now: number): number {
  const { available, credit, maximum, restorePerSecond } = refill(bucket, now);
  const needed = Math.min(cost, maximum * WEIGHTS[share]);
  const forShare = ((needed - credit[share]) / (restorePerSecond * WEIGHTS[share])) * 1000;
  const forBucket = ((Math.min(cost, maximum) - available) / restorePerSecond) * 1000;
  // A millionth of a millisecond is rounding, not waiting.
  return Math.max(0, Math.ceil(forShare - 1e-6), Math.ceil(forBucket - 1e-6));
}

/** Takes the points of a request that is about to be sent. */
export function spend(bucket: Bucket, share: ShareNumber, cost: number, now: number): Bucket {
  const full = refill(bucket, now);
  return { ...full, available: full.available - cost, credit: { ...full.credit, [share]: full.credit[share] - cost } };
}

/**
 * Corrects the bucket with Shopify's own figures. `refund`: requested minus actual cost of that answer, given back to its share. Shares are
 * never left with more credit than there is in the bucket.
 */
export function learn(bucket: Bucket, share: ShareNumber, refund: number, status: ThrottleStatus, now: number): Bucket {
  const full = refill(bucket, now);
  const scale = status.maximumAvailable / full.maximum;
  const credit = { ...full.credit };
  for (const each of SHARE_NUMBERS) {
    const cap = status.maximumAvailable * WEIGHTS[each];
    credit[each] = Math.min(cap, credit[each] * (scale === 1 ? 1 : scale) + (each === share ? Math.max(0, refund) : 0));
  }
  return {
    maximum: status.maximumAvailable,
    restorePerSecond: status.restoreRate,
    available: status.currentlyAvailable,
    credit,
    at: now,
  };
}
