import { dayOf, WEEKDAYS } from "../../../core/calendar/day.ts";
import type { Interval } from "../../../core/calendar/location-calendar.ts";
import { currencyDigits } from "../../../core/money.ts";
import { readHours, type HoursFault } from "./hours-text.ts";

/** What is wrong with a field: a code, said in the reader's language beside it. */
export type Fault =
  | { readonly code: "required" | "whole" | "amount" | "time" | "zone" | "date" | "dateOrder" | "duplicate" }
  | { readonly code: "codes" | "postal" | "nothingAsked" | HoursFault }
  | { readonly code: "range"; readonly min: number; readonly max: number }
  | { readonly code: "long"; readonly max: number };

/** By path of the field: "hours.3", "cutOffs.0.at.2". */
export type Faults = Readonly<Record<string, Fault>>;

/** Most rows of anything: nobody types more, and nobody reads a page with more. */
export const MOST_ROWS = 100;

/** As long as a tag of an order may be. */
const LONGEST_WORD = 40;

/** As the cost model has it. */
const MOST_MINOR = 100_000_000;

type WeekOf<Value> = [Value, Value, Value, Value, Value, Value, Value];
export type FormReader = ReturnType<typeof formReader>;

/** "ES, PT; FR" as its parts. */
const splitList = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter(Boolean);

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What a form's fields are read with: each reader gives a value in any case, and keeps what is wrong with the field at its path. */
export function formReader() {
  const faults: Record<string, Fault> = {};
  function wrong<Instead>(path: string, fault: Fault, instead: Instead): Instead {
    faults[path] ??= fault;
    return instead;
  }
  function text(path: string, typed: string, max = 200): string {
    const value = typed.replaceAll("\0", "").trim();
    return value.length > max ? wrong(path, { code: "long", max }, "") : value;
  }
  function number(path: string, typed: string, min: number, max: number): number {
    const value = typed.trim();
    if (value === "") return wrong(path, { code: "required" }, min);
    if (!/^\d{1,9}$/.test(value)) return wrong(path, { code: "whole" }, min);
    return Number(value) < min || Number(value) > max ? wrong(path, { code: "range", min, max }, min) : Number(value);
  }
  /** An empty field is null: no limit, as everywhere. */
  const maybe = (path: string, typed: string, min: number, max: number): number | null =>
    typed.trim() === "" ? null : number(path, typed, min, max);
  /** A time of the day, as minutes after midnight. */
  function time(path: string, typed: string): number {
    const [, hours = "", minutes = ""] = /^(\d{1,2}):([0-5]\d)$/.exec(typed.trim()) ?? [];
    const minute = hours === "" ? NaN : Number(hours) * 60 + Number(minutes);
    return minute <= 1440 ? minute : wrong(path, { code: typed.trim() === "" ? "required" : "time" }, 0);
  }
  function hours(path: string, typed: string): Interval[] {
    const read = readHours(typed);
    return "hours" in read ? [...read.hours] : wrong(path, { code: read.fault }, []);
  }
  /** A date "YYYY-MM-DD". */
  function date(path: string, typed: string): string {
    try {
      dayOf(typed);
      return typed;
    } catch {
      return wrong(path, { code: typed === "" ? "required" : "date" }, "1970-01-01");
    }
  }
  /** An amount as people type it, with a point or a comma, in the currency's smallest unit. Empty is null. */
  function amount(path: string, typed: string, currency: string): number | null {
    const value = typed.trim();
    if (value === "") return null;
    const [, units, fraction = ""] = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(value) ?? [];
    const digits = currencyDigits(currency);
    if (units === undefined || fraction.length > digits) return wrong(path, { code: "amount" }, null);
    const minor = Number(units + fraction.padEnd(digits, "0"));
    return minor > MOST_MINOR ? wrong(path, { code: "range", min: 0, max: MOST_MINOR / 10 ** digits }, null) : minor;
  }
  /** A list of codes, as capitals. */
  function codes(path: string, typed: string, isCode: (code: string) => boolean, fault: Fault): string[] {
    const list = [...new Set(splitList(typed.toUpperCase()))];
    return list.every((code) => code.length <= 40 && isCode(code)) ? list : wrong(path, fault, []);
  }
  /** A list of words; one that is there already, in capitals or not, is left out. */
  function words(path: string, typed: string): string[] {
    const list = splitList(typed.replaceAll("\0", ""));
    const own = list.filter((word, index) => list.findIndex((each) => isSame(each, word)) === index);
    if (own.length > MOST_ROWS) return wrong(path, { code: "long", max: MOST_ROWS }, []);
    return own.every((word) => word.length <= LONGEST_WORD)
      ? own
      : wrong(path, { code: "long", max: LONGEST_WORD }, []);
  }
  /** Seven fields of one kind: "capacity.orders.0" to "capacity.orders.6". */
  const week = <Value>(path: string, days: readonly string[], read: (path: string, typed: string) => Value) =>
    WEEKDAYS.map((day) => read(`${path}.${day}`, days[day] ?? "")) as WeekOf<Value>;
  /** The second and later ones of a list that are the same thing. */
  function once(names: readonly string[], path: (index: number) => string): void {
    for (const [index, name] of names.entries())
      if (names.indexOf(name) < index) wrong(path(index), { code: "duplicate" }, null);
  }
  return { faults, wrong, text, number, maybe, time, hours, date, amount, codes, words, week, once };
}
