import Holidays from "date-holidays";
import type { Locale } from "../../platform/i18n/locale.ts";

/** A day of the year's list. Several holidays on one day are one. */
export interface Holiday {
  /** "2026-12-08" */
  readonly date: string;
  readonly name: string;
  /** Most people do not work. The others are there to be chosen: days of banks, schools, some regions. */
  readonly isPublic: boolean;
}

const DAY_MS = 86_400_000;

/** Countries whose holidays are known, ISO 3166-1 alpha-2. */
export const holidayCountries = (): string[] => Object.keys(new Holidays().getCountries());

/** The parts of a country that have holidays of their own: "MD", and "CT/B" for a part of a part. */
export function holidayRegions(country: string, locale: Locale): { readonly code: string; readonly name: string }[] {
  const all = new Holidays();
  // Undefined for a country without any: the library's types do not say so.
  const named = (list: Readonly<Record<string, string>> | undefined) => Object.entries(list ?? {});
  return named(all.getStates(country, locale)).flatMap(([state, name]) => [
    { code: state, name },
    ...named(all.getRegions(country, state, locale)).map(([region, inner]) => ({
      code: `${state}/${region}`,
      name: `${name}, ${inner}`,
    })),
  ]);
}

/** The holidays of a country (and region) in a year, in the reader's language where they have a name in it. Empty for a place that is not known. */
export function holidaysOf(country: string, region: string, year: number, locale: Locale): Holiday[] {
  if (!holidayCountries().includes(country)) return [];
  const [state = "", part = ""] = region.split("/");
  const place = new Holidays({ country, ...(state && { state }), ...(part && { region: part }) });
  const days = new Map<string, Holiday>();
  for (const { date, start, end, name, type } of place.getHolidays(year, locale)) {
    // Some last for days; they may begin with the evening before, which is no day of theirs.
    const length = Math.max(1, Math.floor((end.getTime() - start.getTime()) / DAY_MS));
    for (let n = 0; n < length; n += 1) {
      const day = new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
      const before = days.get(day);
      days.set(day, {
        date: day,
        name: before ? `${before.name}, ${name}` : name,
        isPublic: type === "public" || before?.isPublic === true,
      });
    }
  }
  return [...days.values()].sort((a, b) => a.date.localeCompare(b.date));
}
