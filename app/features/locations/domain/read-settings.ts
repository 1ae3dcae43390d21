import { dayOf } from "../../../core/calendar/day.ts";
import { isTimeZone } from "../../../core/calendar/wall-clock.ts";
import { isPostalPattern } from "./area.ts";
import { formReader, type Faults, type FormReader } from "./form-reader.ts";
import type { LocationTexts } from "./settings-form.ts";
import type { LocationSettings } from "./settings.ts";

const MOST_MINUTES = 100_000;
const MOST_UNITS = 1_000_000;
/** A closure of more than a year is a location that should be deactivated in Shopify. */
const MOST_DAYS_CLOSED = 400;

/** Reads the form: the settings, or everything that is wrong with it. */
export function readTexts(
  texts: LocationTexts,
  currency: string,
): { readonly settings: LocationSettings } | { readonly faults: Faults } {
  const reader = formReader();
  const { week, maybe, number, text, wrong, amount } = reader;
  const { capacity, pickup } = texts;
  const units = (path: string, typed: string) => maybe(path, typed, 0, MOST_UNITS);
  const settings: LocationSettings = {
    kind: texts.kind,
    tags: reader.words("tags", texts.tags),
    zone: isTimeZone(texts.zone) ? texts.zone : wrong("zone", { code: "zone" }, "UTC"),
    hours: week("hours", texts.hours, reader.hours),
    closures: readClosures(reader, texts),
    extra: readExtra(reader, texts),
    holidays: readHolidays(texts),
    cutOffs: readCutOffs(reader, texts),
    handling: readHandling(reader, texts),
    handlingMinor: amount("cost", texts.cost, currency),
    acceptMinutes: maybe("acceptMinutes", texts.acceptMinutes, 1, MOST_MINUTES),
    takeBackMinutes: maybe("takeBackMinutes", texts.takeBackMinutes, 1, MOST_MINUTES),
    capacity: {
      orders: week("capacity.orders", capacity.orders, units),
      units: week("capacity.units", capacity.units, units),
    },
    areas: readAreas(reader, texts),
    pickup: {
      on: pickup.on,
      readyMinutes: number("pickup.readyMinutes", pickup.readyMinutes, 0, MOST_MINUTES),
      perDay: units("pickup.perDay", pickup.perDay),
      note: text("pickup.note", pickup.note),
    },
  };
  return Object.keys(reader.faults).length === 0 ? { settings } : { faults: reader.faults };
}

function readClosures({ date, text, wrong }: FormReader, { closures }: LocationTexts): LocationSettings["closures"] {
  return closures.map((typed, index) => {
    const path = `closures.${index}`;
    const from = date(`${path}.from`, typed.from);
    // One day, if nothing is said of the last.
    const to = date(`${path}.to`, typed.to === "" ? from : typed.to);
    const days = dayOf(to) - dayOf(from) + 1;
    if (days < 1) wrong(`${path}.to`, { code: "dateOrder" }, null);
    if (days > MOST_DAYS_CLOSED) wrong(`${path}.to`, { code: "range", min: 1, max: MOST_DAYS_CLOSED }, null);
    return { from, to, note: text(`${path}.note`, typed.note) };
  });
}

function readExtra({ date, hours, wrong, once }: FormReader, { extra }: LocationTexts): LocationSettings["extra"] {
  once(
    extra.map((typed) => typed.date),
    (index) => `extra.${index}.date`,
  );
  return extra.map((typed, index) => {
    const path = `extra.${index}`;
    const empty = typed.hours.trim() === "";
    return {
      date: date(`${path}.date`, typed.date),
      hours: empty ? wrong(`${path}.hours`, { code: "required" }, []) : hours(`${path}.hours`, typed.hours),
    };
  });
}

/** Dates of years that were not looked at do not count. */
function readHolidays({ holidays }: LocationTexts): LocationSettings["holidays"] {
  const { country, region } = holidays;
  if (country === "") return { country, region: "", years: [], dates: [] };
  const years = [...new Set(holidays.years)].sort((a, b) => a - b);
  const dates = [...new Set(holidays.dates)].filter((date) => years.includes(Number(date.slice(0, 4)))).sort();
  return { country, region, years, dates };
}

function readCutOffs(reader: FormReader, { cutOffs }: LocationTexts): LocationSettings["cutOffs"] {
  const { text, time, week, wrong, once } = reader;
  const read = cutOffs.map((typed, index) => {
    const path = `cutOffs.${index}`;
    const carrier = text(`${path}.carrier`, typed.carrier);
    const service = text(`${path}.service`, typed.service);
    if (carrier === "" && service !== "") wrong(`${path}.carrier`, { code: "required" }, null);
    const at = week(`${path}.at`, typed.at, (field, each) => (each.trim() === "" ? null : time(field, each)));
    return { carrier, service, at };
  });
  once(
    read.map(({ carrier, service }) => `${carrier}\n${service}`.toLowerCase()),
    (index) => `cutOffs.${index}.carrier`,
  );
  return read;
}

function readHandling({ number, time }: FormReader, { handling }: LocationTexts): LocationSettings["handling"] {
  if (handling.kind === "hours")
    return { kind: "hours", minutes: number("handling.minutes", handling.minutes, 0, MOST_MINUTES) };
  return {
    kind: "days",
    days: number("handling.days", handling.days, 0, 60),
    orderBy: time("handling.orderBy", handling.orderBy),
    readyAt: time("handling.readyAt", handling.readyAt),
  };
}

function readAreas({ text, codes, maybe, wrong }: FormReader, { areas }: LocationTexts): LocationSettings["areas"] {
  return areas.map((typed, index) => {
    const path = `areas.${index}`;
    const name = text(`${path}.name`, typed.name);
    if (name === "") wrong(`${path}.name`, { code: "required" }, null);
    const asked = [typed.countries, typed.provinces, typed.postal, typed.radiusKm].some((each) => each.trim() !== "");
    if (!asked) wrong(`${path}.countries`, { code: "nothingAsked" }, null);
    return {
      name,
      delivers: typed.delivers,
      countries: codes(`${path}.countries`, typed.countries, (code) => /^[A-Z]{2}$/.test(code), { code: "codes" }),
      provinces: codes(`${path}.provinces`, typed.provinces, (code) => /^[A-Z0-9-]{1,6}$/.test(code), {
        code: "codes",
      }),
      postal: codes(`${path}.postal`, typed.postal, isPostalPattern, { code: "postal" }),
      radiusKm: maybe(`${path}.radiusKm`, typed.radiusKm, 1, 20_000),
    };
  });
}
