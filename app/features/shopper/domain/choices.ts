import type { Day } from "../../delivery/domain/order-status-view.ts";
import type { ChoiceState, OfferedChoice, ShopperView } from "./shopper-view.ts";

/** Units of a line that wait to be shipped. */
export interface WaitingLine {
  readonly lineId: string;
  readonly title: string;
  readonly units: number;
  /** Free at the location it is assigned to, once this and every other order has its units; below zero: so many are missing. Null: not counted. */
  readonly freeHere: number | null;
  /** Free at the other locations, all together. */
  readonly freeElsewhere: number;
  /** Others of the same product, with the units that are free of each. */
  readonly others: readonly { readonly variantId: string; readonly title: string; readonly free: number }[];
}

/** What the choices of an order follow from. */
export interface ChoiceFacts {
  readonly cancelled: boolean;
  readonly arrived: boolean;
  /** Today in the shop. */
  readonly today: Day;
  readonly promise: {
    readonly promiseId: string;
    readonly to: Day | null;
    /** The last day that was said first. */
    readonly first: Day | null;
    /** Code of the reason for which it moved, or is in danger. */
    readonly reason: string | null;
  } | null;
  readonly waiting: readonly WaitingLine[];
  /** A parcel was made of some of it, or a fulfillment service has taken it on: it cannot be stopped any more. */
  readonly underWay: boolean;
  /** The last choice. */
  readonly last: { readonly state: ChoiceState; readonly promiseId: string | null } | null;
}

/** Shown in a drop-down: more would be a shop of its own. */
const MOST_OTHERS = 10;

/** Why an order is late, as far as its shopper was told: they are offered a choice only then. */
export function lateness({ cancelled, arrived, today, promise }: ChoiceFacts): ShopperView["late"] {
  if (cancelled || arrived || promise === null) return null;
  const { to, first, reason } = promise;
  if (to !== null && to < today) return "passed";
  if (to === null) return first !== null || reason !== null ? "expected" : null;
  return first !== null && first < to ? "expected" : null;
}

/**
 * What the shopper may choose. Nothing while a choice of theirs is open, and nothing again about a date they have agreed to wait for. What has left
 * cannot be cancelled, split or swapped: then they wait, or report it.
 */
export function choicesOf(facts: ChoiceFacts): readonly OfferedChoice[] {
  const { last, promise } = facts;
  const late = lateness(facts);
  if (late === null || last?.state === "asked" || last?.state === "doing") return [];
  const agreed = last?.state === "done" && last.promiseId !== null && last.promiseId === promise?.promiseId;
  if (agreed && late === "expected") return [];
  return [...(agreed ? [] : [{ kind: "wait" as const }]), ...splitOf(facts), ...swapOf(facts), ...cancelOf(facts)];
}

function splitOf({ waiting, underWay }: ChoiceFacts): OfferedChoice[] {
  if (underWay) return [];
  const later = sum(waiting.map(missingOf));
  const now = sum(waiting.map(({ units }) => units)) - later;
  return now > 0 && later > 0 ? [{ kind: "split", now, later }] : [];
}

function swapOf({ waiting, underWay }: ChoiceFacts): OfferedChoice[] {
  if (underWay) return [];
  const swaps = waiting.flatMap((line) => {
    const missing = missingOf(line);
    const variants = line.others.filter(({ free }) => missing > 0 && free >= line.units).slice(0, MOST_OTHERS);
    return variants.length === 0
      ? []
      : [
          {
            lineId: line.lineId,
            title: line.title,
            variants: variants.map(({ variantId, title }) => ({ variantId, title })),
          },
        ];
  });
  return swaps.length === 0 ? [] : [{ kind: "swap", swaps }];
}

function cancelOf({ waiting, underWay }: ChoiceFacts): OfferedChoice[] {
  return underWay || waiting.length === 0 ? [] : [{ kind: "cancel" }];
}

/** Units of a line that no shelf has for it: the ones missing where it is assigned, less what is free elsewhere. Between none and all. */
export function missingOf({ units, freeHere, freeElsewhere }: WaitingLine): number {
  if (freeHere === null || freeHere >= 0) return 0;
  return Math.max(0, Math.min(units, -freeHere) - Math.max(0, freeElsewhere));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
