import type { Day } from "./day.ts";
import type { WorkingDays } from "./working-days.ts";
import { addWorkingDays } from "./working-days.ts";

/**
 * How long a lane (a carrier's service from an origin to a destination) takes, as plain JSON: for each whole number of days after
 * the handover the share of parcels that arrived. `working` days are the carrier's delivery days; `calendar` days are all.
 */
export interface Transit {
  readonly unit: "working" | "calendar";
  /** `{ "1": 0.7, "2": 0.25, "3": 0.05 }`: adds up to 1. */
  readonly days: Readonly<Record<string, number>>;
}

/** The days of a `Transit` in order. */
export interface CompiledTransit {
  readonly unit: Transit["unit"];
  readonly steps: readonly { readonly days: number; readonly share: number }[];
}

/** When a parcel may arrive: days ascending, each once, with shares that add up to 1. */
export type Arrivals = readonly { readonly day: Day; readonly share: number }[];

/** Shares are sums of decimal fractions. */
const ROUNDING = 1e-6;

/** Throws RangeError for days that are not whole numbers from 0, a negative share, and shares that do not add up to 1. */
export function compileTransit({ unit, days }: Transit): CompiledTransit {
  const steps = Object.entries(days)
    .map(([text, share]) => ({ days: Number(text), share }))
    .sort((a, b) => a.days - b.days);
  const total = steps.reduce((sum, { share }) => sum + share, 0);
  if (Object.keys(days).some((text) => !/^\d{1,3}$/.test(text))) throw new RangeError("Days are whole, from 0 to 999");
  if (!steps.every(({ share }) => share >= 0)) throw new RangeError("A share is not negative");
  if (!(Math.abs(total - 1) <= ROUNDING)) throw new RangeError(`Shares add up to ${total}, not to 1`);
  return { unit, steps };
}

/**
 * When a parcel that is handed over on a day may arrive. `deliveryDays` are the days on which the carrier delivers there; a lane in
 * calendar days was counted with its Sundays and does not look at them. Null: some of it after their range.
 */
export function arrivalsOf(transit: CompiledTransit, deliveryDays: WorkingDays, handover: Day): Arrivals | null {
  const arrivals: { day: Day; share: number }[] = [];
  for (const { days, share } of transit.steps) {
    const day = transit.unit === "calendar" ? handover + days : addWorkingDays(deliveryDays, handover, days);
    if (day === null) return null;
    const last = arrivals.at(-1);
    // Handed over on a Saturday, both 0 and 1 working days are the Monday.
    if (last?.day === day) last.share += share;
    else arrivals.push({ day, share });
  }
  return arrivals;
}

/** P(D > p): the share of parcels that arrive after the promised day. 0 to 1. */
export const lateShare = (arrivals: Arrivals, promised: Day): number =>
  arrivals.reduce((sum, { day, share }) => (day > promised ? sum + share : sum), 0);

/**
 * E[max(0, D − p)], the expected tardiness of scheduling theory (Pinedo, Scheduling, 2.1): days late on average over all parcels,
 * those in time counting 0. It is the number that a price per day late is multiplied with.
 */
export const expectedDaysLate = (arrivals: Arrivals, promised: Day): number =>
  arrivals.reduce((sum, { day, share }) => sum + share * Math.max(0, day - promised), 0);

/** The quantile: the first day by which at least `share` (0 to 1) of the parcels have arrived. */
export function arrivedBy(arrivals: Arrivals, share: number): Day | null {
  let sum = 0;
  return arrivals.find((each) => (sum += each.share) >= share - ROUNDING)?.day ?? null;
}
