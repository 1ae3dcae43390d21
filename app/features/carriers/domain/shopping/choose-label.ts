import type { Rate } from "../carrier.ts";

/** A service of one of the shop's accounts, and what it costs. */
export interface Offer {
  readonly carrier: string;
  readonly rate: Rate;
  /** The day it would arrive, "YYYY-MM-DD"; null: nobody knows. */
  readonly arrives: string | null;
}

/**
 * How a shop chooses: the cheapest that keeps the promise; the fastest that costs at most so much more than that; or a carrier it prefers, as
 * long as that one keeps the promise.
 */
export type LabelPolicy =
  | { readonly kind: "cheapest" }
  | { readonly kind: "fastest"; readonly withinMinor: number }
  | { readonly kind: "preferred"; readonly carrier: string };

/** A carrier, or one of its services. */
export interface Which {
  readonly carrier: string;
  readonly service: string | null;
}

/** What rules want of an order's label. */
export interface LabelWish {
  readonly force: Which | null;
  readonly exclude: readonly Which[];
}

/** Why an offer was taken, or was not. Stored; texts in the locales. */
export const VERDICTS = [
  "cheapest",
  "fastest",
  "preferred",
  "forced",
  "soonest",
  "dearer",
  "late",
  "slower",
  "excluded",
  "notForced",
  "currency",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface JudgedOffer extends Offer {
  readonly verdict: Verdict;
}

export interface LabelQuestion {
  readonly offers: readonly Offer[];
  readonly policy: LabelPolicy;
  readonly wish: LabelWish;
  /** What amounts are compared in; there are no exchange rates. */
  readonly currency: string;
  /** The last day of the promise the shopper was shown; null: none. */
  readonly promised: string | null;
  /** The slowest that what the shopper paid for may be: when the service they chose by name would arrive; null: none was named. */
  readonly paidFor: string | null;
}

/**
 * Which offer to take, and what is to be said of each of the others. What a rule excludes is out; what it forces is taken even when it is
 * late. An offer whose day nobody knows keeps no promise, unless none does. When none keeps it, the one that comes soonest is taken.
 * `chosen` is null when nothing is left.
 */
export function chooseLabel(question: LabelQuestion): {
  readonly chosen: Offer | null;
  readonly judged: readonly JudgedOffer[];
} {
  const { offers, wish, policy, currency } = question;
  const out = new Map<Offer, Verdict>();
  const drop = (verdict: Verdict, isOut: (offer: Offer) => boolean) => {
    for (const offer of offers) if (!out.has(offer) && isOut(offer)) out.set(offer, verdict);
  };
  const left = () => offers.filter((offer) => !out.has(offer)).sort(byCost);

  drop("excluded", (offer) => wish.exclude.some((which) => names(which, offer)));
  const { force } = wish;
  if (force) drop("notForced", (offer) => !names(force, offer));
  // Amounts in other money cannot be compared: they are taken only where there is nothing else.
  if (left().some(({ rate }) => rate.currency === currency)) drop("currency", ({ rate }) => rate.currency !== currency);
  const keeping = left().filter((offer) => isInTime(offer, question));
  const kept = keeping.length > 0;
  if (kept && !force) {
    drop("slower", (offer) => comesAfter(offer, question.paidFor));
    drop("late", (offer) => !keeping.includes(offer));
  }
  const [chosen, why] = take(left(), { policy, forced: force !== null, kept });
  return {
    chosen,
    judged: offers.map((offer) => ({ ...offer, verdict: out.get(offer) ?? (offer === chosen ? why : "dearer") })),
  };
}

function take(
  left: readonly Offer[],
  { policy, forced, kept }: { readonly policy: LabelPolicy; readonly forced: boolean; readonly kept: boolean },
): readonly [Offer | null, Verdict] {
  const [cheapest] = left;
  if (!cheapest) return [null, "cheapest"];
  if (forced) return [cheapest, "forced"];
  if (!kept) return [left.toSorted(byDay)[0] ?? cheapest, "soonest"];
  if (policy.kind === "preferred") {
    const preferred = left.find(({ carrier }) => carrier === policy.carrier);
    if (preferred) return [preferred, "preferred"];
  }
  if (policy.kind === "fastest") {
    const most = cheapest.rate.costMinor + policy.withinMinor;
    const fastest = left.filter(({ rate }) => rate.costMinor <= most).toSorted(byDay)[0] ?? cheapest;
    return [fastest, fastest === cheapest ? "cheapest" : "fastest"];
  }
  return [cheapest, "cheapest"];
}

function isInTime(offer: Offer, { promised, paidFor }: LabelQuestion): boolean {
  return !comesAfter(offer, promised) && !comesAfter(offer, paidFor);
}

function comesAfter({ arrives }: Offer, last: string | null): boolean {
  return last !== null && (arrives === null || arrives > last);
}

/** Is this offer of that carrier, or that service of it? */
function names({ carrier, service }: Which, offer: Offer): boolean {
  return carrier === offer.carrier && (service === null || service === offer.rate.service);
}

/** Cheapest first; of the same price the one that comes sooner; then by name, so that the same offers give the same choice. */
function byCost(one: Offer, other: Offer): number {
  return one.rate.costMinor - other.rate.costMinor || dayOrder(one, other) || byName(one, other);
}

/** Soonest first; of the same day the cheaper. */
function byDay(one: Offer, other: Offer): number {
  return dayOrder(one, other) || one.rate.costMinor - other.rate.costMinor || byName(one, other);
}

/** An unknown day is the last. */
const dayOrder = (one: Offer, other: Offer): number => compare(one.arrives ?? "9999", other.arrives ?? "9999");

const byName = (one: Offer, other: Offer): number =>
  compare(`${one.carrier} ${one.rate.service}`, `${other.carrier} ${other.rate.service}`);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
