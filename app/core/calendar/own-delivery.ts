import type { CompiledCalendar } from "./compile-calendar.ts";
import type { Day } from "./day.ts";
import { dayAt, handoverAt, opensAt } from "./handover.ts";

/** As the merchant names the driver's departure among a location's cut-offs; without one of this name the location's usual cut-off counts. */
const LOCAL = "local";

/** How soon an area that a location serves itself has its orders: by the location's own rounds, on the same or on the next day. */
export interface AreaService {
  readonly delivers: "local" | "sameDay" | "nextDay";
  /** The area's name, as its departures are called. */
  readonly area: string;
}

/**
 * The day on which a location delivers an order placed then (epoch milliseconds): the day of the first departure after it is ready (same-day and local areas),
 * or the next day on which the location works (next-day areas). Null: not within what is compiled.
 */
export function ownDeliveryDay(
  calendar: CompiledCalendar,
  { delivers, area }: AreaService,
  placedAt: number,
): Day | null {
  const leaves = handoverAt(calendar, { carrier: LOCAL, service: area }, placedAt);
  const day = leaves === null ? null : dayAt(calendar, leaves);
  if (day === null || delivers !== "nextDay") return day;
  const after = calendar.dayStarts[day + 1 - calendar.range.first];
  const opens = after === undefined ? null : opensAt(calendar, after);
  return opens === null ? null : dayAt(calendar, opens);
}
