import { compileCalendar } from "../../../core/calendar/compile-calendar.ts";
import { dateOf, daysAround } from "../../../core/calendar/day.ts";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";
import { ownDeliveryDay, type AreaService } from "../../../core/calendar/own-delivery.ts";

const DAYS_AHEAD = 60;

/** The date on which a location delivers an order placed then (core/calendar/own-delivery.ts). Null: not within two months. */
export function deliveryDay(calendar: LocationCalendar, asked: AreaService, placedAt: number): string | null {
  const day = ownDeliveryDay(compileCalendar(calendar, daysAround(placedAt, 1, DAYS_AHEAD)), asked, placedAt);
  return day === null ? null : dateOf(day);
}
