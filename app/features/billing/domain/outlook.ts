import { costOfNext, type Tally } from "./tally.ts";
import type { Terms } from "./subscription.ts";

/** Before so much of the month is over, or so few orders, its pace says nothing. */
const PART = 1 / 15;
const ORDERS = 5;

/** Where this month stands, and where it ends if it goes on like this. Money is in US cents. */
export interface Outlook {
  readonly tally: Tally;
  /** Null: nothing runs out. */
  readonly included: number | null;
  /** Whole percent of what is included, not more than 100; null: nothing runs out. */
  readonly percent: number | null;
  readonly level: "well" | "near" | "reached";
  /** What the next order costs. */
  readonly nextCents: number;
  /** By the pace so far; null: too early to tell. */
  readonly forecast: { readonly orders: number; readonly costCents: number } | null;
}

/** From here on people are told, in percent of what is included. */
const NEAR = 80;

/** Reads a month that began and ends at these times. */
export function outlookOf(tally: Tally, terms: Terms, month: { begins: Date; ends: Date }, now: Date): Outlook {
  const included = terms.plan?.included ?? null;
  const percent = included === null ? null : Math.min(100, Math.floor((tally.orders * 100) / included));
  return {
    tally,
    included,
    percent,
    level: percent === null || percent < NEAR ? "well" : percent < 100 ? "near" : "reached",
    nextCents: costOfNext(tally.orders, terms),
    forecast: forecastOf(tally, terms, month, now),
  };
}

/** The orders still to come at the pace so far, each at the price of its number. */
function forecastOf(
  { orders, costCents }: Tally,
  terms: Terms,
  { begins, ends }: { begins: Date; ends: Date },
  now: Date,
): Outlook["forecast"] {
  const part = (now.getTime() - begins.getTime()) / (ends.getTime() - begins.getTime());
  if (part < PART || part > 1 || orders < ORDERS) return null;
  const whole = Math.max(orders, Math.round(orders / part));
  const free = Math.max(0, Math.min(whole, terms.plan?.included ?? whole) - orders);
  return { orders: whole, costCents: costCents + (whole - orders - free) * (terms.extraCents ?? 0) };
}

/** What is not begun anew while a shop without a paid plan has more orders than are free. Nothing that runs is touched. */
export const isPaused = ({ tally, included }: Pick<Outlook, "included" | "tally">, { free }: Terms): boolean =>
  free && included !== null && tally.orders > included;
