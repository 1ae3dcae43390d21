import { expect, test } from "vitest";
import { suggest, type DayOfLevel } from "./suggest.ts";

const quiet: DayOfLevel = { lost: 0, late: 0, short: 0, sold: 0, change: 0 };
const days = (count: number, change: (day: number) => Partial<DayOfLevel> = () => ({})): DayOfLevel[] =>
  Array.from({ length: count }, (_, day) => ({ ...quiet, ...change(day) }));

test("where nothing went wrong, nothing is kept", () => {
  expect(suggest({ days: days(90), total: 10 })).toEqual([]);
});

test("one bad day in a hundred is not worth a buffer; three are, for 98 of them", () => {
  expect(suggest({ days: days(100, (day) => ({ lost: day === 5 ? 9 : 0 })), total: 100 })).toEqual([]);
  expect(suggest({ days: days(100, (day) => ({ lost: day < 3 ? 9 - day : 0 })), total: 100 })).toEqual([
    { share: 0.98, units: 7, saved: 21, unsold: 0 },
  ]);
});

test("what left, what was sold behind our back and what was not found count together", () => {
  const bad = days(20, (day) => (day < 2 ? { lost: 1, late: 2, short: 3 } : {}));
  expect(suggest({ days: bad, total: 100 })).toEqual([{ share: 0.95, units: 6, saved: 12, unsold: 0 }]);
});

test("its price: on days that ended with nothing but the buffer, a day's sales stay unsold", () => {
  // Two are sold each day and come again; the last ten days end with three, the days before with thirty.
  const sold = days(40, (day) => ({ lost: day < 4 ? 5 : 0, sold: 2, change: day === 30 ? -27 : 0 }));
  expect(suggest({ days: sold, total: 3 })).toEqual([{ share: 0.95, units: 5, saved: 20, unsold: 20 }]);
});

test("less than twenty days say nothing", () => {
  expect(suggest({ days: days(19, () => ({ lost: 4 })), total: 9 })).toEqual([]);
});
