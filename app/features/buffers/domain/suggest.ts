/** One day of a level, as its entries tell. */
export interface DayOfLevel {
  /** Units that left without a document: stolen, broken, sold elsewhere. */
  readonly lost: number;
  /** Units sold of which we heard late: until then everybody else counted them as there. */
  readonly late: number;
  /** Units a picker did not find. */
  readonly short: number;
  readonly sold: number;
  /** By how much the units for sale changed, ours in safety stock counted with them. */
  readonly change: number;
}

export interface LevelHistory {
  /** Oldest first, without a gap. */
  readonly days: readonly DayOfLevel[];
  /** For sale now, ours in safety stock counted with them. */
  readonly total: number;
}

/** A buffer that would have been enough on so large a share of the days, and what it would have saved and cost in all of them. */
export interface Suggestion {
  readonly share: 0.95 | 0.98;
  readonly units: number;
  /** Units that would not have been sold though they were not there. */
  readonly saved: number;
  /** Units that would not have been sold though they were: of each day that ended with no more than the buffer, a day's sales at most. */
  readonly unsold: number;
}

const SHARES = [0.95, 0.98] as const;
/** Two weeks say nothing about one day in twenty. */
const FEWEST_DAYS = 20;

/** The smallest buffers that would have covered 95 % and 98 % of the days; none where nothing went wrong often enough, or too few days are known. */
export function suggest({ days, total }: LevelHistory): Suggestion[] {
  if (days.length < FEWEST_DAYS) return [];
  const needs = days.map(({ lost, late, short }) => lost + late + short);
  const perDay = days.reduce((sum, { sold }) => sum + sold, 0) / days.length;
  const ends = endsOf(days, total);
  const sorted = needs.toSorted((a, b) => a - b);
  const suggestions = SHARES.map((share) => {
    const units = sorted[Math.ceil(share * days.length) - 1] ?? 0;
    return {
      share,
      units,
      saved: needs.reduce((sum, need) => sum + Math.min(units, need), 0),
      unsold: ends.reduce((sum, end) => (end > 0 && end <= units ? sum + Math.min(end, perDay) : sum), 0),
    };
  });
  return suggestions.filter(
    ({ units }, index) => units > 0 && suggestions.findIndex((other) => other.units === units) === index,
  );
}

/** How many units were there at the end of each day. */
function endsOf(days: readonly DayOfLevel[], total: number): number[] {
  const ends: number[] = [];
  let end = total;
  for (const { change } of days.toReversed()) {
    ends.unshift(end);
    end -= change;
  }
  return ends;
}
