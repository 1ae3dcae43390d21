import type { Day } from "../../../core/calendar/day.ts";

/**
 * The segments of a delivery, in the order of their way. `address` and `customs` take what a hold or a scan shows to be theirs; `promise`: more was promised
 * than the plan allowed from the first; `unknown`: between two moments that are known lie several segments, and nothing shows which one it was.
 */
export const SEGMENTS = [
  "promise",
  "payment",
  "routing",
  "address",
  "pick",
  "handover",
  "linehaul",
  "customs",
  "lastMile",
  "unknown",
] as const;
export type Segment = (typeof SEGMENTS)[number];

/** When it would have arrived by the plan, once a moment is known; and the segment that ended with that moment. */
export interface Projection {
  readonly segment: Segment;
  readonly arrives: Day;
  /** What shows it: a code of the order's ledger or of a scan, and when (ISO 8601). */
  readonly evidence: { readonly code: string; readonly at: string } | null;
}

/** Days lost in a segment. */
export interface Lost {
  readonly segment: Segment;
  readonly days: number;
  readonly evidence: Projection["evidence"];
}

/**
 * Who lost the days by which a parcel came too late. `planned`: when it would have arrived if all had gone by plan; each projection is the same with one more
 * moment known, the last being the arrival itself. A segment that ended late moves the projection by its days; one that ended early wins back the days lost
 * last, as who hurries makes good for who was before. What was promised too early for the plan is the promise's. The days add up to the lateness.
 *
 * Empty when it was not late.
 */
export function blame(promised: Day, planned: Day, projections: readonly Projection[]): Lost[] {
  const lost: { segment: Segment; days: number; evidence: Projection["evidence"] }[] = [];
  // What the plan had to spare is lost before anything is late; what it lacked was never there.
  let spare = promised - planned;
  if (spare < 0) lost.push({ segment: "promise", days: -spare, evidence: null });
  spare = Math.max(0, spare);
  let before = planned;
  for (const { segment, arrives, evidence } of projections) {
    let moved = arrives - before;
    before = arrives;
    if (moved > 0) {
      const spent = Math.min(spare, moved);
      spare -= spent;
      if (moved > spent) lost.push({ segment, days: moved - spent, evidence });
    }
    while (moved < 0) {
      const last = lost.at(-1);
      if (!last) {
        spare -= moved;
        break;
      }
      const won = Math.min(last.days, -moved);
      last.days -= won;
      moved += won;
      if (last.days === 0) lost.pop();
    }
  }
  return together(lost);
}

function together(lost: readonly Lost[]): Lost[] {
  const bySegment = Map.groupBy(lost, ({ segment }) => segment);
  return SEGMENTS.flatMap((segment) => {
    const all = bySegment.get(segment) ?? [];
    const longest = all.toSorted((a, b) => b.days - a.days)[0];
    return longest ? [{ segment, days: all.reduce((sum, { days }) => sum + days, 0), evidence: longest.evidence }] : [];
  });
}
