import { weekdayOf } from "../../../../core/calendar/day.ts";
import { localDay, localMinute } from "../../../../core/local-time.ts";
import { ofOrder } from "./field.ts";

/** In the order of core/calendar/day.ts. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type WeekdayName = (typeof WEEKDAYS)[number];

export const weekdayIn = (zone: string, at: number): WeekdayName => WEEKDAYS[weekdayOf(localDay(zone, at))];

/** The moment the rules are asked, on the shop's wall. */
export const TIME_FIELDS = {
  "time.timeOfDay": ofOrder("timeOfDay", ({ timeZone, at }) => localMinute(timeZone, at), { always: true }),
  "time.weekday": ofOrder("choice", ({ timeZone, at }) => weekdayIn(timeZone, at), {
    choices: WEEKDAYS,
    always: true,
  }),
  "time.date": ofOrder("date", ({ timeZone, at }) => localDay(timeZone, at), { always: true }),
};
