import { z } from "zod";
import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";
import { dateOf, dayOf } from "../../../core/calendar/day.ts";
import { isTimeZone } from "../../../core/calendar/wall-clock.ts";

const minute = z.int().min(0).max(1440);
const interval = z.strictObject({ from: minute, to: minute });
const date = z.iso.date();
const text = z.string().max(200);
const count = z.int().min(0).max(1_000_000);
const weekOf = <Each extends z.ZodType>(each: Each) => z.tuple([each, each, each, each, each, each, each]);

const areaSchema = z.strictObject({
  name: text,
  /** Delivered by the location itself, or promised the same or the next day. */
  delivers: z.enum(["local", "sameDay", "nextDay"]),
  /** ISO 3166-1 alpha-2; empty: not asked. So are the lists below. */
  countries: z.array(text),
  /** As Shopify writes them: "M", "CA". */
  provinces: z.array(text),
  /** "28001", "28*" or "28000-28099": domain/area.ts. */
  postal: z.array(text),
  /** As the crow flies from the location; null: not asked. */
  radiusKm: z.number().positive().max(20_038).nullable(),
});
/** Where a location delivers. Everything that is asked has to be true of an address. */
export type DeliveryArea = z.infer<typeof areaSchema>;

const settingsSchema = z.strictObject({
  kind: z.enum(["store", "warehouse", "other"]),
  /** The merchant's own labels, for rules. Settings of before there were any have none. */
  tags: z.array(text).default([]),
  /** IANA name. */
  zone: text.refine(isTimeZone),
  /** Monday first; minutes after midnight. */
  hours: weekOf(z.array(interval)),
  /** Days on which nobody works, both included. */
  closures: z.array(z.strictObject({ from: date, to: date, note: text })),
  /** Days with hours of their own, whatever else the day is. */
  extra: z.array(z.strictObject({ date, hours: z.array(interval) })),
  /** `dates` are those that count, of the `years` that were looked at. A region is "MD", or "CT/B" for a part of one. */
  holidays: z.strictObject({ country: text, region: text, years: z.array(z.int()), dates: z.array(date) }),
  cutOffs: z.array(z.strictObject({ carrier: text, service: text, at: weekOf(minute.nullable()) })),
  handling: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("hours"), minutes: z.int().min(0).max(100_000) }),
    z.strictObject({ kind: z.literal("days"), orderBy: minute, days: z.int().min(0).max(60), readyAt: minute }),
  ]),
  /** What a parcel costs here in the shop's smallest unit, in place of the cost model's; null: as everywhere. */
  handlingMinor: z.int().min(0).max(100_000_000).nullable(),
  /** Minutes of opening hours the location has to accept an order before it is routed again; null: it need not. */
  acceptMinutes: z.int().min(1).max(100_000).nullable(),
  /** Minutes of opening hours after which a request that a fulfillment service has not answered is taken back and routed again; null: people are only told. */
  takeBackMinutes: z.int().min(1).max(100_000).nullable().default(null),
  /** What a day can take: null without limit, 0 for nothing. */
  capacity: z.strictObject({ orders: weekOf(count.nullable()), units: weekOf(count.nullable()) }),
  areas: z.array(areaSchema),
  /** `readyMinutes`: opening hours from the order to "ready for pickup". `perDay`: null without limit. */
  pickup: z.strictObject({
    on: z.boolean(),
    readyMinutes: z.int().min(0).max(100_000),
    perDay: count.nullable(),
    note: text,
  }),
});

/** How one location works. Plain JSON. */
export type LocationSettings = z.infer<typeof settingsSchema>;

const week = <Value>(workday: Value, weekend: Value): [Value, Value, Value, Value, Value, Value, Value] => [
  ...([workday, workday, workday, workday, workday] as const),
  ...([weekend, weekend] as const),
];

/** How a location works that nobody set: Monday to Friday 9:00 to 17:00, carriers at 15:00, no limit. */
export function usualSettings(zone: string): LocationSettings {
  return {
    kind: "other",
    tags: [],
    zone,
    hours: week([{ from: 9 * 60, to: 17 * 60 }], []),
    closures: [],
    extra: [],
    holidays: { country: "", region: "", years: [], dates: [] },
    cutOffs: [{ carrier: "", service: "", at: week<number | null>(15 * 60, null) }],
    handling: { kind: "hours", minutes: 0 },
    handlingMinor: null,
    acceptMinutes: null,
    takeBackMinutes: null,
    capacity: { orders: week<number | null>(null, null), units: week<number | null>(null, null) },
    areas: [],
    pickup: { on: false, readyMinutes: 120, perDay: null, note: "" },
  };
}

/** Reads stored settings; undefined when there are none or they are no longer valid: then the location works as usual. */
export function readStored(stored: unknown): LocationSettings | undefined {
  return settingsSchema.safeParse(stored).data;
}

/** The calendar that follows from the settings, to be compiled for a range of days (core/calendar). */
export function calendarOf(settings: LocationSettings): LocationCalendar {
  const { zone, hours, closures, extra, holidays, cutOffs, handling } = settings;
  const closed = closures.flatMap(({ from, to }) => datesFrom(from, to));
  return { zone, hours, extra, cutOffs, handling, closed: [...new Set([...holidays.dates, ...closed])].sort() };
}

function datesFrom(from: string, to: string): string[] {
  const first = dayOf(from);
  return Array.from({ length: Math.max(0, dayOf(to) - first + 1) }, (_, index) => dateOf(first + index));
}
