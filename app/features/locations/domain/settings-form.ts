import { z } from "zod";
import { decimalAmount } from "../../../core/money.ts";
import { MOST_ROWS } from "./form-reader.ts";
import { hoursText, timeText } from "./hours-text.ts";
import type { LocationSettings } from "./settings.ts";

const typed = z.string().max(2_000);
const week = z.tuple([typed, typed, typed, typed, typed, typed, typed]);

const rowsOf = <Each extends z.ZodType>(each: Each) => z.array(each).max(MOST_ROWS);

/** The form as it is typed, and as it is sent: one JSON. What does not fit this was not sent by our page. */
export const textsSchema = z.strictObject({
  kind: z.enum(["store", "warehouse", "other"]),
  tags: typed,
  zone: typed,
  hours: week,
  closures: rowsOf(z.strictObject({ from: typed, to: typed, note: typed })),
  extra: rowsOf(z.strictObject({ date: typed, hours: typed })),
  holidays: z.strictObject({
    country: z.string().regex(/^([A-Z]{2})?$/),
    region: z.string().regex(/^[A-Za-z0-9/-]{0,20}$/),
    years: rowsOf(z.int().min(1970).max(2200)),
    dates: z.array(z.iso.date()).max(2_000),
  }),
  cutOffs: rowsOf(z.strictObject({ carrier: typed, service: typed, at: week })),
  handling: z.strictObject({
    kind: z.enum(["hours", "days"]),
    minutes: typed,
    orderBy: typed,
    days: typed,
    readyAt: typed,
  }),
  cost: typed,
  acceptMinutes: typed,
  takeBackMinutes: typed,
  capacity: z.strictObject({ orders: week, units: week }),
  areas: rowsOf(
    z.strictObject({
      name: typed,
      delivers: z.enum(["local", "sameDay", "nextDay"]),
      countries: typed,
      provinces: typed,
      postal: typed,
      radiusKm: typed,
    }),
  ),
  pickup: z.strictObject({ on: z.boolean(), readyMinutes: typed, perDay: typed, note: typed }),
});
export type LocationTexts = z.infer<typeof textsSchema>;

const whole = (value: number | null): string => (value === null ? "" : String(value));
/** As a time field wants it: "09:00". */
const clock = (minute: number | null): string => (minute === null ? "" : timeText(minute).padStart(5, "0"));
const list = (values: readonly string[]): string => values.join(", ");
const eachDay = <From, To>(days: readonly From[], write: (each: From) => To) =>
  days.map(write) as [To, To, To, To, To, To, To];

/** Settings as texts of the form; amounts in the currency's main unit. */
export function textsOf(settings: LocationSettings, currency: string): LocationTexts {
  const { kind, tags, zone, hours, closures, extra, holidays, cutOffs, handling, capacity, areas, pickup } = settings;
  return {
    kind,
    tags: list(tags),
    zone,
    holidays,
    hours: eachDay(hours, hoursText),
    closures,
    extra: extra.map(({ date, hours: own }) => ({ date, hours: hoursText(own) })),
    cutOffs: cutOffs.map(({ at, ...service }) => ({ ...service, at: eachDay(at, clock) })),
    handling:
      // The other kind's fields have something to begin with.
      handling.kind === "hours"
        ? { kind: "hours", minutes: whole(handling.minutes), days: "0", orderBy: "14:00", readyAt: "17:00" }
        : {
            kind: "days",
            minutes: "0",
            days: whole(handling.days),
            orderBy: clock(handling.orderBy),
            readyAt: clock(handling.readyAt),
          },
    cost: settings.handlingMinor === null ? "" : decimalAmount({ minor: settings.handlingMinor, currency }),
    acceptMinutes: whole(settings.acceptMinutes),
    takeBackMinutes: whole(settings.takeBackMinutes),
    capacity: { orders: eachDay(capacity.orders, whole), units: eachDay(capacity.units, whole) },
    areas: areas.map(({ countries, provinces, postal, radiusKm, ...area }) => ({
      ...area,
      countries: list(countries),
      provinces: list(provinces),
      postal: list(postal),
      radiusKm: whole(radiusKm),
    })),
    pickup: { ...pickup, readyMinutes: whole(pickup.readyMinutes), perDay: whole(pickup.perDay) },
  };
}
