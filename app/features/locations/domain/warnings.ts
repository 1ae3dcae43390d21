import { WEEKDAYS, type Weekday } from "../../../core/calendar/day.ts";
import type { LocationSettings } from "./settings.ts";

/** What is possible and probably not meant. `carrier` is empty for all carriers. */
export type Warning =
  | { readonly code: "neverOpen" | "radiusWithoutPlace" }
  | {
      readonly code: "noDayForCarrier" | "cutOffOutsideHours";
      readonly carrier: string;
      readonly days: readonly Weekday[];
    }
  | { readonly code: "takesNothing" | "orderByOutsideHours"; readonly days: readonly Weekday[] }
  | { readonly code: "yearNotChosen"; readonly year: number };

/** So many days ahead an order of today may still wait for its pickup: the holidays until then should be known. */
const DAYS_AHEAD = 45;

/** The years to which the coming weeks belong. */
export function nearYears(now: Date): number[] {
  const ahead = new Date(now.getTime() + DAYS_AHEAD * 86_400_000);
  return [...new Set([now.getUTCFullYear(), ahead.getUTCFullYear()])];
}

/**
 * Looks over settings that may be stored. `hasPlace`: Shopify knows the location's coordinates. `years`: see `nearYears`.
 */
export function warningsOf(settings: LocationSettings, hasPlace: boolean, years: readonly number[]): Warning[] {
  const { hours, cutOffs, handling, capacity, areas, holidays, extra } = settings;
  const open = (day: Weekday) => hours[day].length > 0;
  const within = (day: Weekday, minute: number) =>
    minute > (hours[day][0]?.from ?? Infinity) && minute <= (hours[day].at(-1)?.to ?? -Infinity);
  const warnings: (Warning & { readonly days?: readonly Weekday[] })[] = [
    ...cutOffs.flatMap(({ carrier, service, at }): Warning[] => {
      const comes = WEEKDAYS.filter((day) => at[day] !== null);
      const name = [carrier, service].filter(Boolean).join(" ");
      return [
        { code: "noDayForCarrier", carrier: name, days: comes.filter((day) => !open(day)) },
        {
          code: "cutOffOutsideHours",
          carrier: name,
          days: comes.filter((day) => open(day) && !within(day, at[day] ?? NaN)),
        },
      ];
    }),
    {
      code: "takesNothing",
      days: WEEKDAYS.filter((day) => open(day) && (capacity.orders[day] === 0 || capacity.units[day] === 0)),
    },
    {
      code: "orderByOutsideHours",
      days: WEEKDAYS.filter((day) => handling.kind === "days" && open(day) && !within(day, handling.orderBy)),
    },
  ];
  return [
    ...(WEEKDAYS.some(open) || extra.length > 0 ? [] : [{ code: "neverOpen" } as const]),
    ...warnings.filter(({ days }) => days?.length !== 0),
    ...(!hasPlace && areas.some(({ radiusKm }) => radiusKm !== null) ? [{ code: "radiusWithoutPlace" } as const] : []),
    ...(holidays.country === "" ? [] : years)
      .filter((year) => !holidays.years.includes(year))
      .map((year) => ({ code: "yearNotChosen", year }) as const),
  ];
}
