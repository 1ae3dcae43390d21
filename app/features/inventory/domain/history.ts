import type { InventoryItemId, LocationId } from "../../../core/ids.ts";
import { onHandOf, type LedgerState, type Units } from "../../../core/stock-states.ts";

/** An entry of the stock ledger, as its readers see it. */
export interface HistoryEntry {
  readonly seq: string;
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  /** A Cause (domain/cause.ts), or one that this version does not know. */
  readonly cause: string;
  readonly document: { readonly kind: string; readonly id: string } | null;
  readonly units: Units;
  /** ISO 8601, like all times here. */
  readonly occurredAt: string;
  /** Of what nothing explains: it happened between this moment and `occurredAt`. */
  readonly since: string | null;
}

/** An entry with what was there after it. */
export interface Step extends HistoryEntry {
  readonly available: number;
  readonly onHand: number;
}

/** What a level's entries add up to (expected), and what Shopify shows (reported). */
export interface Standing {
  readonly expected: Units;
  readonly reported: Units;
}

/**
 * What was there after each entry of one level, oldest first. Counted back from what is expected now, so that it is right even when the oldest entries are
 * not given.
 */
export function stepsOf(entries: readonly HistoryEntry[], expected: Units): Step[] {
  let available = expected.available ?? 0;
  let onHand = onHandOf(expected);
  const steps: Step[] = [];
  for (const entry of entries.toSorted(byTime).toReversed()) {
    steps.push({ ...entry, available, onHand });
    available -= entry.units.available ?? 0;
    onHand -= onHandOf(entry.units);
  }
  return steps.toReversed();
}

/** Why a number is what it is: opening, plus what each cause did, is what is expected; the rest nothing explains. */
export interface Explanation {
  readonly state: LedgerState;
  readonly opening: number;
  readonly causes: readonly { readonly cause: string; readonly units: number; readonly entries: number }[];
  readonly expected: number;
  readonly reported: number;
  /** Reported less expected: it is looked at again, and becomes an entry of its own. */
  readonly unexplained: number;
}

/** Explains one number of one level from its entries. With the oldest entries missing, the opening is what was there before those that are given. */
export function explain(
  entries: readonly HistoryEntry[],
  { expected, reported }: Standing,
  state: LedgerState,
): Explanation {
  const changed = entries.filter(({ units }) => (units[state] ?? 0) !== 0);
  const causes = [...Map.groupBy(changed, ({ cause }) => cause)].map(([cause, group]) => ({
    cause,
    units: sum(group.map(({ units }) => units[state] ?? 0)),
    entries: group.length,
  }));
  const now = expected[state] ?? 0;
  const shown = reported[state] ?? 0;
  return {
    state,
    opening: now - sum(causes.map(({ units }) => units)),
    causes: causes.toSorted((a, b) => Math.abs(b.units) - Math.abs(a.units) || b.entries - a.entries),
    expected: now,
    reported: shown,
    unexplained: shown - now,
  };
}

/** A time in which more was sold than there was. */
export interface Oversell {
  readonly locationId: LocationId;
  readonly from: string;
  /** Null: it is so still. */
  readonly to: string | null;
  /** Null while it lasts. */
  readonly ms: number | null;
  /** The lowest that available was. */
  readonly lowest: number;
  /** The orders whose units were not there: they took while nothing was left, or the last and more. */
  readonly orders: readonly string[];
  /** All that happened, from what took it below zero to what brought it back. */
  readonly steps: readonly Step[];
}

/** When available of a level was below zero, newest first. `steps`: of one level, oldest first. */
export function oversells(steps: readonly Step[]): Oversell[] {
  const found: Step[][] = [];
  let open: Step[] | undefined;
  for (const step of steps) {
    if (open) open.push(step);
    else if (step.available < 0) found.push((open = [step]));
    if (step.available >= 0) open = undefined;
  }
  return found.toReversed().flatMap((window) => {
    const [first] = window;
    const last = window.at(-1);
    if (!first || !last) return [];
    const to = last.available >= 0 ? last.occurredAt : null;
    const takers = window.filter(
      ({ cause, units, available }) => cause === "sold" && (units.available ?? 0) < 0 && available < 0,
    );
    return [
      {
        locationId: first.locationId,
        from: first.occurredAt,
        to,
        ms: to === null ? null : Date.parse(to) - Date.parse(first.occurredAt),
        lowest: Math.min(...window.map(({ available }) => available)),
        orders: [...new Set(takers.flatMap(({ document }) => (document?.kind === "order" ? [document.id] : [])))],
        steps: window,
      },
    ];
  });
}

/** In the order of time; what happened at the same moment in the order of the ledger. */
function byTime(a: HistoryEntry, b: HistoryEntry): number {
  return Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || Number(BigInt(a.seq) - BigInt(b.seq));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
