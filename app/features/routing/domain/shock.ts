import type { InventoryItemId, LocationId } from "../../../core/ids.ts";

/** What has happened to the stock of an item at a location since the open orders were last looked over together. */
export interface StockChange {
  readonly itemId: InventoryItemId;
  readonly locationId: LocationId;
  /** Units that may be sold there more than at its lowest since, and less than at its highest; orders' own coming and going not counted. */
  readonly came: number;
  readonly went: number;
  /** Units that open orders which nobody has begun want of the item: those that are to ship from there, and those from elsewhere. */
  readonly wantedHere: number;
  readonly wantedElsewhere: number;
  /** When the first and the last of it became known, epoch milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/**
 * Whether stock has changed so much that the open orders should be planned together anew: at one location, units came that at least `least` units of orders
 * at other locations could use, or so many of its own orders' units went. What nobody wants counts nothing, and neither do units beyond what is wanted.
 * 0: never.
 */
export function isShock(changes: readonly StockChange[], least: number): boolean {
  if (least === 0) return false;
  return [...Map.groupBy(changes, ({ locationId }) => locationId).values()].some((of) => {
    const came = of.reduce((sum, each) => sum + Math.min(each.came, each.wantedElsewhere), 0);
    const went = of.reduce((sum, each) => sum + Math.min(each.went, each.wantedHere), 0);
    return came >= least || went >= least;
  });
}

/** A delivery is booked line by line: when nothing came for so long, it is whole. */
const QUIET_MS = 5 * 60_000;
/** A shop whose stock never rests is looked at all the same. */
const AT_THE_LATEST_MS = 60 * 60_000;

/** Whether the changes are over, so that a delivery of 500 items is one look and not 500. `now`: epoch milliseconds. */
export function isAtRest(changes: readonly StockChange[], now: number): boolean {
  const first = Math.min(...changes.map(({ firstAt }) => firstAt));
  const last = Math.max(...changes.map(({ lastAt }) => lastAt));
  return last <= now - QUIET_MS || first <= now - AT_THE_LATEST_MS;
}
