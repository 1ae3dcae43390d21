import type { Day, Instant } from "../../app/features/delivery/domain/order-status-view.ts";
import { dayAsDate, dayIn } from "./days.ts";
import type { Expected } from "./expected.ts";
import type { HostI18n, OrderStatusHost } from "./host.ts";

/** Texts and dates in the shopper's language and time zone, and the shopper's "now". */
export interface Words {
  text: (key: string, values?: Record<string, string | number>) => string;
  /** `2026-11-24` → "Tuesday, November 24". */
  day: (day: Day) => string;
  /** An instant with its time of day → "Nov 24, 2:05 PM"; in the shopper's zone, or in another one. */
  time: (at: Instant, zone?: string) => string;
  /** Minutes after midnight → "2:05 PM". */
  clock: (minutes: number) => string;
  expected: (expected: Expected) => string;
  /** The shopper's calendar day of an instant in milliseconds. */
  dayOf: (at: number) => Day;
  readonly now: Date;
  readonly today: Day;
}

/** The words for one rendering; `now` is the reader's clock. */
export function wordsFor(host: Pick<OrderStatusHost, "i18n" | "localization">, now: Date): Words {
  const timeZone = host.localization.timezone?.value;
  const { i18n } = host;
  return {
    text: (key, values) => i18n.translate(key, values),
    day: (day) => formatDay(i18n, day),
    time: (at, zone = timeZone) =>
      i18n.formatDate(new Date(at), {
        month: "short",
        day: "numeric",
        hour: "numeric",
        minute: "2-digit",
        ...(zone === undefined ? {} : { timeZone: zone }),
      }),
    clock: (minutes) =>
      i18n.formatDate(new Date(minutes * 60_000), { hour: "numeric", minute: "2-digit", timeZone: "UTC" }),
    expected: ({ kind, days }) => {
      const [first, second] = days.map((day) => formatDay(i18n, day));
      return i18n.translate(`expected.${kind}`, {
        ...(first === undefined ? {} : { first }),
        ...(second === undefined ? {} : { second }),
      });
    },
    dayOf: (at) => dayIn(timeZone, new Date(at)),
    now,
    today: dayIn(timeZone, now),
  };
}

/** No year: a delivery is days away, and an order page is read while it is. UTC because a day has no time zone. */
function formatDay(i18n: HostI18n, day: Day): string {
  return i18n.formatDate(dayAsDate(day), { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });
}
