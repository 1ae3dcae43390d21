import type { Day } from "../../../../core/calendar/day.ts";
import { addWorkingDays, type WorkingDays } from "../../../../core/calendar/working-days.ts";
import { localDay } from "../../../../core/local-time.ts";
import { DAY_MS } from "./parcel.ts";
import type { Prediction } from "./predict.ts";

/**
 * The dates a prediction stands for, where the parcel goes: a time that falls on a day without deliveries is the next day with them. Null: not within the
 * range of `deliveryDays`.
 *
 * @throws RangeError for a day before their range, and for a zone that is not known
 */
export function datesOf(
  { p50, p90 }: Pick<Prediction, "p50" | "p90">,
  placedAt: number,
  zone: string,
  deliveryDays: WorkingDays,
): { readonly p50: Day; readonly p90: Day } | null {
  const [likely, sure] = [p50, p90].map((days) => {
    const day = localDay(zone, placedAt + days * DAY_MS);
    return day > deliveryDays.range.last ? null : addWorkingDays(deliveryDays, day, 0);
  });
  return likely == null || sure == null ? null : { p50: likely, p90: sure };
}
