import type { LocationId, OrderId } from "../../../core/ids.ts";
import type { Directives } from "../../automation/domain/directives.ts";
import type { Cost, CostModel } from "../../routing/domain/cost.ts";
import { decideBy, priceAgain } from "../../routing/domain/public.ts";
import type { RoutingSnapshot } from "../../routing/domain/snapshot.ts";
import { isSamePlan } from "./same-plan.ts";
import { sideOf, type Side } from "./side.ts";

/** What other numbers of the cost model would have changed. Amounts in minor units of `currency`, and counted with the numbers that are tried. */
export interface CostPreview {
  readonly currency: string;
  /** Orders that were looked at, and those of them of which anything would ship otherwise. */
  readonly orders: number;
  readonly changed: number;
  readonly before: PreviewSums;
  readonly after: PreviewSums;
  /** Fulfillment orders that ship before and after: only of these the money can be compared. */
  readonly comparable: number;
  /** Those of which it can be said whether they come late. */
  readonly lateKnown: number;
  readonly doubts: PreviewDoubts;
  /** Those that change, the greatest difference first. */
  readonly rows: readonly ChangedOrder[];
}

export interface PreviewSums {
  readonly parcels: number;
  /** Packing, postage, border and transport: what is paid, without chances and preferences. */
  readonly paidMinor: number;
  /** Expected number of late ones. */
  readonly late: number;
  /** Fulfillment orders that ship nothing. */
  readonly waiting: number;
}

/** Counts of decisions that say less than they should. */
export interface PreviewDoubts {
  /** Their snapshot cannot be read any more. */
  readonly unreadable: number;
  /** In another currency than the shop's of today; they are not in any number. */
  readonly otherCurrency: number;
  /** The search for one of the two plans was cut short. */
  readonly cutShort: number;
}

export interface ChangedOrder {
  readonly orderId: OrderId;
  /** Names of the locations as they were; empty: nothing ships. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What is paid; null when nothing ships. */
  readonly beforeMinor: number | null;
  readonly afterMinor: number | null;
}

/** A decision of the past with what the rules of today say of it. */
export interface PastQuestion {
  readonly orderId: OrderId;
  readonly snapshot: RoutingSnapshot;
  readonly directives: Directives | null;
}

/** Decides with both cost models, adds up, and gives the sums. */
export interface CostTrial {
  add(past: PastQuestion): void;
  preview(unreadable: number): CostPreview;
}

/** Steps of the solver, some 2 ms: a page waits for a thousand decisions. */
const BUDGET = 100_000;
const MOST_ROWS = 10;

/**
 * Tries other numbers on past decisions, each by itself with the stock of its moment. Both sides are decided here and priced with the numbers that are tried:
 * a difference is what another plan makes, not another price of the same one. Pure.
 */
export function tryCosts(currency: string, stored: CostModel, tried: CostModel): CostTrial {
  const orders = new Set<OrderId>();
  const changed = new Set<OrderId>();
  const rows: ChangedOrder[] = [];
  const [before, after] = [noSums(), noSums()];
  const doubts = { otherCurrency: 0, cutShort: 0 };
  let [comparable, lateKnown] = [0, 0];
  return {
    add({ orderId, snapshot: past, directives }) {
      if (past.currency !== currency) {
        doubts.otherCurrency += 1;
        return;
      }
      const snapshot = { ...past, costModel: tried };
      const was = decideBy({ ...past, costModel: stored }, directives, BUDGET);
      const is = decideBy(snapshot, directives, BUDGET);
      if ([was, is].some((each) => "proof" in each && each.proof.kind === "bounded")) doubts.cutShort += 1;
      const sides = [sideOf(snapshot, was, null), sideOf(snapshot, is, null)] as const;
      const paid = [
        "plan" in was ? paidOf(priceAgain(snapshot, directives, was.plan)?.cost) : null,
        "plan" in is ? paidOf(is.plan.cost) : null,
      ] as const;
      orders.add(orderId);
      const isComparable = paid[0] !== null && paid[1] !== null;
      const isLateKnown = sides[0].late !== null && sides[1].late !== null;
      comparable += isComparable ? 1 : 0;
      lateKnown += isLateKnown ? 1 : 0;
      addTo(before, sides[0], isComparable ? paid[0] : 0, isLateKnown);
      addTo(after, sides[1], isComparable ? paid[1] : 0, isLateKnown);
      if (isSamePlan(was, is)) return;
      changed.add(orderId);
      const [from, to] = [namesOf(past, sides[0]), namesOf(past, sides[1])];
      rows.push({ orderId, from, to, beforeMinor: paid[0], afterMinor: paid[1] });
    },
    preview: (unreadable) => ({
      currency,
      orders: orders.size,
      changed: changed.size,
      before: { ...before },
      after: { ...after },
      comparable,
      lateKnown,
      doubts: { unreadable, ...doubts },
      rows: rows.toSorted((a, b) => differenceOf(b) - differenceOf(a)).slice(0, MOST_ROWS),
    }),
  };
}

const noSums = () => ({ parcels: 0, paidMinor: 0, late: 0, waiting: 0 });

function addTo(sums: ReturnType<typeof noSums>, side: Side, paidMinor: number | null, isLateKnown: boolean): void {
  sums.parcels += side.parcels.length;
  sums.paidMinor += paidMinor ?? 0;
  sums.late += isLateKnown ? (side.late ?? 0) : 0;
  sums.waiting += side.waited ? 1 : 0;
}

/** Null when its places may not ship it any more. */
const paidOf = (cost: Cost | undefined): number | null =>
  cost === undefined ? null : cost.handlingMinor + cost.postageMinor + cost.crossBorderMinor + cost.transportMinor;

/** What begins or ends to wait is the greatest change. */
const differenceOf = ({ beforeMinor, afterMinor }: ChangedOrder): number =>
  beforeMinor === null || afterMinor === null ? Infinity : Math.abs(afterMinor - beforeMinor);

const namesOf = ({ locations }: RoutingSnapshot, { parcels }: Side): string[] =>
  parcels.map(({ locationId }) => nameOf(locations, locationId));

const nameOf = (locations: RoutingSnapshot["locations"], id: LocationId): string =>
  locations.find((location) => location.id === id)?.name ?? id;
