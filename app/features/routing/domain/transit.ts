import { arrivalsOf, compileTransit, type Arrivals, type Transit } from "../../../core/calendar/transit.ts";
import { compileDeliveryDays } from "../../../core/calendar/working-days.ts";
import type { Day } from "../../../core/calendar/day.ts";

/** Parcels of a lane that arrived, by whole working days after the handover. */
export interface Lane {
  /** How many took 0, 1, 2 … days. */
  readonly arrived: readonly number[];
}

/**
 * What a lane of which nothing is known yet takes, in working days: the standard services of European carriers (1 to 4 at home; 2 to 10 over a border,
 * the tail being customs). The shares are an assumption until parcels tell.
 */
const AT_HOME: Transit = { unit: "working", days: { "1": 0.45, "2": 0.35, "3": 0.15, "4": 0.05 } };
const ABROAD: Transit = { unit: "working", days: { "2": 0.15, "3": 0.3, "4": 0.25, "5": 0.15, "7": 0.1, "10": 0.05 } };
/** The assumption weighs as much as so many parcels. */
const PRIOR_PARCELS = 10;
/** Later than any lane's slowest parcel: what is after it is counted there. */
const MOST_DAYS = 30;

/**
 * The transit of a lane: the assumption, moved by what its parcels did. With a Dirichlet prior of PRIOR_PARCELS parcels, the expected share of each day is
 * (prior + counted) ÷ (PRIOR_PARCELS + all) (Gelman et al., Bayesian Data Analysis, 3.4).
 */
export function transitOf(lane: Lane | undefined, crossBorder: boolean): Transit {
  const assumed = crossBorder ? ABROAD : AT_HOME;
  const counted = (lane?.arrived ?? []).slice(0, MOST_DAYS + 1);
  const all = counted.reduce((sum, count) => sum + count, 0);
  if (all === 0) return assumed;
  const days: Record<string, number> = {};
  for (let day = 0; day <= MOST_DAYS; day++) {
    const share = ((assumed.days[String(day)] ?? 0) * PRIOR_PARCELS + (counted[day] ?? 0)) / (PRIOR_PARCELS + all);
    if (share > 0) days[String(day)] = share;
  }
  return { unit: "working", days };
}

/** Carriers deliver Monday to Friday. */
const DELIVERED = { weekdays: [true, true, true, true, true, false, false], closed: [] } as const;

/** When a parcel that is handed over on a day may arrive. */
export function arrivalsAfter(transit: Transit, handover: Day): Arrivals | null {
  const range = { first: handover, last: handover + 2 * MOST_DAYS };
  return arrivalsOf(compileTransit(transit), compileDeliveryDays(DELIVERED, range), handover);
}
