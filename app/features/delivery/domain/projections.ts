import type { Day } from "../../../core/calendar/day.ts";
import type { Projection } from "./blame.ts";

/** A thing that happened on the way of a parcel: a code of the order's ledger or of a carrier, with its instant (epoch milliseconds). */
export interface Moment {
  readonly code: string;
  readonly at: number;
}

/** What is known of a parcel that arrived. Null: not known, or it did not happen. */
export interface Journal {
  readonly placedAt: number;
  readonly paid: Moment | null;
  /** Its last decision before it was packed. */
  readonly routed: Moment | null;
  /** A hold because of its address was taken off. */
  readonly addressMended: Moment | null;
  readonly packed: Moment | null;
  readonly left: Moment | null;
  readonly out: Moment | null;
  /** From the first scan at customs to the next elsewhere. */
  readonly customs: { readonly from: Moment; readonly until: number } | null;
  /** Attempts that failed for a wrong address, by the carrier's code. */
  readonly addressWrong: Moment | null;
  readonly arrived: Moment;
}

/** How it would go by plan. */
export interface Plan {
  /** When the carrier takes what is ready for it at an instant. */
  readonly leavesAt: (at: number) => number;
  /** The day on the wall where it leaves. */
  readonly dayOf: (at: number) => Day;
  /** The day of arrival of what leaves on a day. */
  readonly arrives: (leaves: Day) => Day;
}

/**
 * When it would have arrived by plan at first, and as each moment became known. Each segment is measured from when the one before ended, so a late payment
 * that missed the cut-off is the payment's, not the pick's.
 */
export function projectionsOf(
  journal: Journal,
  { leavesAt, dayOf, arrives }: Plan,
): { readonly planned: Day; readonly projections: readonly Projection[] } {
  const whenReady = (at: number): Day => arrives(dayOf(leavesAt(at)));
  const projections: Projection[] = [];
  const planned = whenReady(journal.placedAt);
  let ready = journal.placedAt;
  const known = (segment: Projection["segment"], moment: Moment, day: Day) =>
    projections.push({ segment, arrives: day, evidence: evidenceOf(moment) });
  const becomesReady = (segment: Projection["segment"], moment: Moment | null) => {
    if (!moment) return;
    ready = Math.max(ready, moment.at);
    known(segment, moment, whenReady(ready));
  };
  becomesReady("payment", journal.paid);
  becomesReady("routing", journal.routed);
  becomesReady("address", journal.addressMended);
  becomesReady("pick", journal.packed);
  const { left, customs, out, addressWrong, arrived } = journal;
  // Nobody saw it leave: what was lost since may be anybody's.
  if (left) known("handover", left, arrives(dayOf(left.at)));
  if (left && customs) {
    const before = projections.at(-1)?.arrives ?? planned;
    known("customs", customs.from, before + dayOf(customs.until) - dayOf(customs.from.at));
  }
  if (left && out) known("linehaul", out, dayOf(out.at));
  const last = addressWrong ? "address" : left && out ? "lastMile" : "unknown";
  known(last, addressWrong ?? arrived, dayOf(arrived.at));
  return { planned, projections };
}

const evidenceOf = ({ code, at }: Moment) => ({ code, at: new Date(at).toISOString() });

const CUSTOMS = /custom|aduan|douane|zoll|clearance/i;
const ADDRESS = /addr|direcc|adress|endere/i;

/** Carriers write where it stopped into their codes; what they do not write is not guessed. */
export const isCustoms = (code: string): boolean => CUSTOMS.test(code);
export const isWrongAddress = (code: string): boolean => ADDRESS.test(code);
