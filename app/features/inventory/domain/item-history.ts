import { CAUSES } from "./cause.ts";
import type { LocationId } from "../../../core/ids.ts";
import { onHandOf } from "../../../core/stock-states.ts";
import {
  explain,
  oversells,
  stepsOf,
  type Explanation,
  type HistoryEntry,
  type Oversell,
  type Standing,
  type Step,
} from "./history.ts";

/** What an item's page tells of one location: a page of entries, the numbers over time, the explanation, and when it was oversold. */
export interface ItemHistory {
  /** Newest first. */
  readonly steps: readonly Step[];
  /** Pages before and after this one, from 0; null where there is none. */
  readonly newer: number | null;
  readonly older: number | null;
  readonly points: readonly Point[];
  readonly explanation: Explanation;
  readonly oversells: readonly Oversell[];
}

/** What was there from this moment on. */
export interface Point {
  readonly at: string;
  readonly available: number;
  readonly onHand: number;
}

const PAGE = 25;
/** A line of more points than this is drawn over itself. */
const MOST_POINTS = 300;
const MOST_OVERSELLS = 10;

/** What of an item's page the address says. */
export interface ItemQuery {
  readonly location: string | null;
  readonly cause: string | null;
  /** Of the entries, from 0. */
  readonly page: number;
}

/** Reads the address of an item's page; what it does not know counts as not given. */
export function readItemQuery(parameters: URLSearchParams): ItemQuery {
  const page = Number(parameters.get("page") ?? 0);
  return {
    location: parameters.get("location"),
    cause: CAUSES.find((cause) => cause === parameters.get("cause")) ?? null,
    page: Number.isInteger(page) && page > 0 ? page : 0,
  };
}

/** Reads the entries of one level; `cause` narrows the page of entries only. */
export function itemHistory(
  entries: readonly HistoryEntry[],
  standing: Standing,
  { openedAt, cause, page }: Pick<ItemQuery, "cause" | "page"> & { readonly openedAt: string },
): ItemHistory {
  const steps = stepsOf(entries, standing.expected);
  const listed = steps.filter((step) => cause === null || step.cause === cause).toReversed();
  const from = page * PAGE;
  return {
    steps: listed.slice(from, from + PAGE),
    newer: page > 0 ? page - 1 : null,
    older: listed.length > from + PAGE ? page + 1 : null,
    points: pointsOf(steps, openedAt),
    explanation: explain(entries, standing, "available"),
    oversells: oversells(steps).slice(0, MOST_OVERSELLS),
  };
}

/** The numbers over time, from before the first step; of more than 300 every so-manyth, and always the last. */
function pointsOf(steps: readonly Step[], openedAt: string): Point[] {
  const [first] = steps;
  if (!first) return [];
  const start = {
    at: openedAt < first.occurredAt ? openedAt : first.occurredAt,
    available: first.available - (first.units.available ?? 0),
    onHand: first.onHand - onHandOf(first.units),
  };
  const every = Math.ceil(steps.length / MOST_POINTS);
  const kept = steps.filter((_, index) => (steps.length - 1 - index) % every === 0);
  return [start, ...kept.map(({ occurredAt, available, onHand }) => ({ at: occurredAt, available, onHand }))];
}

/** The level whose history is shown: at the location of the address, or the first. */
export function chosenLocation<Level extends { readonly locationId: LocationId }>(
  levels: readonly Level[],
  asked: string | null,
): Level | undefined {
  return levels.find(({ locationId }) => locationId === asked) ?? levels[0];
}
