/** Texts for people: every formatter takes the language and, for times, the shop's IANA time zone. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** "21 Nov 2026, 14:05" */
export function formatMoment(at: string, timeZone: string, locale: string): string {
  return dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(at));
}

/** "Sat 21 Nov, 14:05": near enough that the weekday says more than the year. */
export function formatNearMoment(at: string, timeZone: string, locale: string): string {
  const near = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" } as const;
  return dateFormat(locale, { ...near, timeZone }).format(new Date(at));
}

/** "21 Nov 2026" */
export function formatDay(at: string, timeZone: string, locale: string): string {
  return dateFormat(locale, { dateStyle: "medium", timeZone }).format(new Date(at));
}

/** "14:05" */
export function formatTime(at: string, timeZone: string, locale: string): string {
  return dateFormat(locale, { timeStyle: "short", timeZone }).format(new Date(at));
}

/** A calendar date without a time ("2026-11-21"), the same day everywhere. */
export function formatDate(date: string, locale: string): string {
  return dateFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** A calendar month ("2026-11"): "November 2026" */
export function formatMonth(month: string, locale: string): string {
  const text = dateFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01`));
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** 1234 → "1,234" or "1234" (es groups from 10,000 on); with a real minus, which is as wide as a plus. */
export function formatNumber(value: number, locale: string): string {
  return numberFormat(locale)(value);
}

/** How numbers of a language are written, for many of them. */
export function numberFormat(locale: string, options?: Intl.NumberFormatOptions): (value: number) => string {
  const format = new Intl.NumberFormat(locale, options);
  return (value) => format.format(value).replace("-", "−");
}

/** "DE" → "Germany"; a code that Intl does not know stays itself. */
export function formatCountry(code: string, locale: string): string {
  return /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code) : code;
}

// A formatter costs ~30 µs to make and a page formats a hundred times with the same two or three.
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}
