import { describe, expect, test } from "vitest";
import { compiled, cutOff, hours, instant, minute, wall, week } from "../../../tests/factories/calendar.ts";
import type { CompiledCalendar } from "./compile-calendar.ts";
import { compileCalendar } from "./compile-calendar.ts";
import { dateOf } from "./day.ts";
import {
  beginsAt,
  closesAt,
  dayAt,
  handoverAt,
  isOpen,
  lastChangeAt,
  minutesToCutOff,
  nextChangeAt,
  nextCutOffAt,
  opensAt,
  readyAt,
} from "./handover.ts";
import type { LocationCalendar } from "./location-calendar.ts";

/** 1 December 2026 is a Tuesday, the 5th a Saturday. */
const december = (overrides: Partial<LocationCalendar> = {}) => compiled(overrides, "2026-12-01", "2027-02-28");
const handover = (calendar: CompiledCalendar, at: string, carrier?: string, service = "") =>
  wall(handoverAt(calendar, carrier === undefined ? null : { carrier, service }, instant(at)));
const ready = (calendar: CompiledCalendar, at: string) => wall(readyAt(calendar, instant(at)));

describe("opening hours", () => {
  const shop = december({ hours: week(hours("9:00-13:00 16:00-20:00"), hours("10:00-14:00"), []) });

  test("begin with their first minute and end before their last", () => {
    const open = ["08:59", "09:00", "12:59", "13:00", "15:59", "16:00", "20:00"].map((time) =>
      isOpen(shop, instant(`2026-12-02 ${time}`)),
    );
    expect(open).toEqual([false, true, true, false, false, true, false]);
  });

  test("say when it opens next, and until when it is open", () => {
    expect(wall(opensAt(shop, instant("2026-12-02 14:00")))).toBe("2026-12-02 16:00");
    expect(wall(opensAt(shop, instant("2026-12-05 15:00")))).toBe("2026-12-07 09:00");
    expect(wall(opensAt(shop, instant("2026-12-02 12:00")))).toBe("2026-12-02 12:00");
    expect(wall(closesAt(shop, instant("2026-12-02 12:00")))).toBe("2026-12-02 13:00");
    expect(closesAt(shop, instant("2026-12-02 14:00"))).toBeNull();
  });

  test("that overlap count once", () => {
    const overlapping = december({
      hours: week(hours("9:00-12:00 10:00-11:00 11:00-13:00"), [], []),
      cutOffs: [],
      handling: { kind: "hours", minutes: 240 },
    });
    expect(ready(overlapping, "2026-12-02 09:00")).toBe("2026-12-02 13:00");
  });

  test("of an extra day win over a holiday, but no carrier comes", () => {
    const sale = december({ closed: ["2026-12-08"], extra: [{ date: "2026-12-08", hours: hours("10:00-14:00") }] });
    expect(ready(sale, "2026-12-08 09:00")).toBe("2026-12-08 10:00");
    expect(handover(sale, "2026-12-08 09:00")).toBe("2026-12-09 15:00");
  });

  test("go on over midnight as two intervals", () => {
    const night = december({
      hours: week(hours("0:00-2:00 22:00-24:00"), hours("0:00-2:00"), []),
      cutOffs: [],
      handling: { kind: "hours", minutes: 180 },
    });
    expect(ready(night, "2026-12-02 22:30")).toBe("2026-12-03 01:30");
  });
});

describe("handling in working hours", () => {
  const twoHours = december({ handling: { kind: "hours", minutes: 120 }, cutOffs: [] });

  test("goes on the next morning where it stopped at closing time", () => {
    expect(ready(twoHours, "2026-12-02 16:00")).toBe("2026-12-03 10:00");
    expect(ready(twoHours, "2026-12-04 16:30")).toBe("2026-12-07 10:30");
  });

  test("that ends at closing time is ready then", () => {
    expect(ready(twoHours, "2026-12-02 15:00")).toBe("2026-12-02 17:00");
  });

  test("begins when the location opens", () => {
    expect(wall(beginsAt(twoHours, instant("2026-12-05 11:00")))).toBe("2026-12-07 09:00");
    expect(ready(twoHours, "2026-12-05 11:00")).toBe("2026-12-07 11:00");
  });

  test("of no time at all still waits for somebody to be there", () => {
    expect(ready(december(), "2026-12-02 17:00")).toBe("2026-12-03 09:00");
    expect(ready(december(), "2026-12-02 16:59")).toBe("2026-12-02 16:59");
  });

  test("may take more than a week", () => {
    expect(ready(december({ handling: { kind: "hours", minutes: 100 * 60 } }), "2026-12-01 09:00")).toBe(
      "2026-12-17 13:00",
    );
  });
});

describe("handling in working days", () => {
  const days = (count: number, overrides: Partial<LocationCalendar> = {}) =>
    december({
      handling: { kind: "days", orderBy: minute("14:00"), days: count, readyAt: minute("16:00") },
      cutOffs: [cutOff("16:30")],
      ...overrides,
    });

  test("of none is the same day for an order by 14:00, else the next working day", () => {
    expect(ready(days(0), "2026-12-02 14:00")).toBe("2026-12-02 16:00");
    expect(ready(days(0), "2026-12-02 14:00:00.001")).toBe("2026-12-03 16:00");
    expect(ready(days(0), "2026-12-04 14:01")).toBe("2026-12-07 16:00");
  });

  test("counts from the day the order counts for", () => {
    expect(ready(days(2), "2026-12-04 10:00")).toBe("2026-12-08 16:00");
    expect(ready(days(2), "2026-12-05 10:00")).toBe("2026-12-09 16:00");
    expect(wall(beginsAt(days(2), instant("2026-12-05 10:00")))).toBe("2026-12-07 09:00");
    expect(wall(beginsAt(days(2), instant("2026-12-02 15:00")))).toBe("2026-12-03 09:00");
  });

  test("ends at closing time on a short day", () => {
    const short = days(0, { extra: [{ date: "2026-12-24", hours: hours("9:00-12:00") }] });
    expect(ready(short, "2026-12-24 11:30")).toBe("2026-12-24 12:00");
    expect(ready(short, "2026-12-24 12:30")).toBe("2026-12-25 16:00");
  });
});

describe("the handover", () => {
  test("is the first pickup of the carrier after the order is ready; ready at the cut-off itself is in time", () => {
    expect(handover(december(), "2026-12-02 14:59")).toBe("2026-12-02 15:00");
    expect(handover(december(), "2026-12-02 15:00")).toBe("2026-12-02 15:00");
    expect(handover(december(), "2026-12-02 15:00:00.001")).toBe("2026-12-03 15:00");
    expect(handover(december(), "2026-12-04 15:01")).toBe("2026-12-07 15:00");
  });

  test("follows the cut-off of the service, else of the carrier, else of all", () => {
    const several = december({
      cutOffs: [cutOff("12:00"), cutOff("14:00", "SEUR"), cutOff("17:00", "SEUR", "Express")],
    });
    const at = "2026-12-02 11:00";
    expect(handover(several, at, " seur", "express ")).toBe("2026-12-02 17:00");
    expect(handover(several, at, "SEUR", "Economy")).toBe("2026-12-02 14:00");
    expect(handover(several, at, "Correos")).toBe("2026-12-02 12:00");
    expect(handover(several, at)).toBe("2026-12-02 12:00");
    expect(handover(several, "2026-12-02 14:30")).toBe("2026-12-02 17:00");
  });

  test("waits for the weekday on which the carrier comes", () => {
    const thursdays = december({
      cutOffs: [{ carrier: "Freight", service: "", at: [null, null, null, 600, null, null, null] }],
    });
    expect(handover(thursdays, "2026-12-04 09:30", "Freight")).toBe("2026-12-10 10:00");
  });

  test("with a carrier without any cut-off is when the order is ready", () => {
    expect(handover(december({ cutOffs: [] }), "2026-12-02 18:00", "Bicycle")).toBe("2026-12-03 09:00");
    expect(handover(december({ cutOffs: [cutOff("15:00", "SEUR")] }), "2026-12-02 16:00", "Bicycle")).toBe(
      "2026-12-02 16:00",
    );
  });

  test("never comes where the carrier never calls, or nobody ever works", () => {
    expect(
      handover(december({ cutOffs: [{ carrier: "", service: "", at: week(null, null, null) }] }), "2026-12-02 10:00"),
    ).toBeNull();
    const never = december({ hours: week([], [], []) });
    const at = instant("2026-12-02 10:00");
    expect([isOpen(never, at), opensAt(never, at), beginsAt(never, at), readyAt(never, at)]).toEqual([
      false,
      null,
      null,
      null,
    ]);
    expect([handoverAt(never, null, at), nextCutOffAt(never, null, at), nextChangeAt(never, null, at)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("after a long closure is its first day, and unknown when the closure outlasts the range", () => {
    const closed = Array.from({ length: 80 }, (_, index) => dateOf(index + 20_793));
    expect([closed[0], closed.at(-1)]).toEqual(["2026-12-06", "2027-02-23"]);
    expect(handover(december({ closed }), "2026-12-04 16:00")).toBe("2027-02-24 15:00");
    expect(handoverAt(compiled({ closed }, "2026-12-01", "2027-02-20"), null, instant("2026-12-04 16:00"))).toBeNull();
  });

  test("comes on a day without hours only if it is an extra day", () => {
    const saturdays = { cutOffs: [{ carrier: "", service: "", at: week(null, minute("12:00"), null) }] };
    expect(handover(december(saturdays), "2026-12-04 10:00")).toBeNull();
    const extra = [{ date: "2026-12-12", hours: hours("10:00-13:00") }];
    expect(handover(december({ ...saturdays, extra }), "2026-12-04 10:00")).toBe("2026-12-12 12:00");
  });
});

describe("the smallest change of time", () => {
  const hourOfWork = december({ handling: { kind: "hours", minutes: 60 } });

  test("that moves the handover is one past the cut-off, less the work", () => {
    const at = instant("2026-12-02 13:50");
    expect(handover(hourOfWork, "2026-12-02 13:50")).toBe("2026-12-02 15:00");
    expect(wall(nextChangeAt(hourOfWork, null, at))).toBe("2026-12-02 14:00:00.001");
    expect(handover(hourOfWork, "2026-12-02 14:00")).toBe("2026-12-02 15:00");
    expect(handover(hourOfWork, "2026-12-02 14:00:00.001")).toBe("2026-12-03 15:00");
  });

  test("that would have made the earlier pickup is known too: ten minutes late", () => {
    const at = instant("2026-12-02 14:10");
    const since = lastChangeAt(hourOfWork, null, at) ?? NaN;
    expect(Math.ceil((at - since) / 60_000)).toBe(10);
    expect(wall(handoverAt(hourOfWork, null, since - 1))).toBe("2026-12-02 15:00");
    expect(wall(handoverAt(hourOfWork, null, since))).toBe("2026-12-03 15:00");
  });

  test("is not known before the range", () => {
    expect(lastChangeAt(hourOfWork, null, instant("2026-12-01 09:00"))).toBeNull();
  });

  test("to the next cut-off is counted in whole minutes", () => {
    expect(minutesToCutOff(december(), null, instant("2026-12-02 14:50"))).toBe(10);
    expect(minutesToCutOff(december(), null, instant("2026-12-02 14:50:01"))).toBe(9);
    expect(minutesToCutOff(december(), null, instant("2026-12-02 15:00"))).toBe(0);
    expect(minutesToCutOff(december(), null, instant("2026-12-04 15:01"))).toBe(3 * 24 * 60 - 1);
  });
});

describe("when the clocks change", () => {
  const around = (overrides: Partial<LocationCalendar>) => compiled(overrides, "2026-03-01", "2026-11-30");
  const nights = { hours: week(hours("0:00-6:00"), hours("0:00-6:00"), hours("0:00-6:00")), cutOffs: [] };

  test("a night in March has an hour less of work, one in October an hour more", () => {
    const fourHours = around({ ...nights, handling: { kind: "hours", minutes: 240 } });
    expect(ready(fourHours, "2026-03-28 00:00")).toBe("2026-03-28 04:00");
    expect(ready(fourHours, "2026-03-29 00:00")).toBe("2026-03-29 05:00");
    expect(ready(fourHours, "2026-10-25 00:00")).toBe("2026-10-25 03:00");
  });

  test("a cut-off at 15:00 stays at 15:00 on the wall", () => {
    const days = ["2026-03-27", "2026-03-30", "2026-10-23", "2026-10-26"];
    expect(days.map((date) => handover(around({}), `${date} 10:00`))).toEqual(days.map((date) => `${date} 15:00`));
    const [friday = 0, monday = 0] = ["2026-03-27", "2026-03-30"].map((date) => instant(`${date} 15:00`));
    expect(monday - friday).toBe(71 * 3_600_000);
  });

  test("a cut-off in the hour that is skipped is the moment of the change, one in the hour that comes twice its first coming", () => {
    const sundays = around({
      ...nights,
      cutOffs: [{ carrier: "", service: "", at: week(null, null, minute("2:30")) }],
    });
    expect(handover(sundays, "2026-03-29 00:00")).toBe("2026-03-29 03:00");
    expect(handoverAt(sundays, null, instant("2026-10-25 00:00"))).toBe(Date.parse("2026-10-25T00:30:00Z"));
  });

  test("Santiago's Sunday that begins at one is still a day", () => {
    const zone = "America/Santiago";
    const santiago = compiled(
      { ...nights, zone, handling: { kind: "hours", minutes: 60 } },
      "2026-09-01",
      "2026-09-30",
    );
    expect(wall(readyAt(santiago, instant("2026-09-06 01:00", zone)), zone)).toBe("2026-09-06 02:00");
    expect(dateOf(dayAt(santiago, instant("2026-09-06 01:00", zone)) ?? 0)).toBe("2026-09-06");
    expect(dateOf(dayAt(santiago, instant("2026-09-05 23:59", zone)) ?? 0)).toBe("2026-09-05");
  });

  test("the day that Samoa left out is no working day", () => {
    const zone = "Pacific/Apia";
    const apia = compiled({ zone }, "2011-12-20", "2012-01-20");
    expect(wall(handoverAt(apia, null, instant("2011-12-29 16:00", zone)), zone)).toBe("2012-01-02 15:00");
    expect(dateOf(dayAt(apia, instant("2011-12-29 23:59", zone) + 60_000) ?? 0)).toBe("2011-12-31");
  });

  test("Nepal's quarter hours count", () => {
    const zone = "Asia/Kathmandu";
    const nepal = compiled({ zone }, "2026-06-01", "2026-06-30");
    expect(handoverAt(nepal, null, Date.parse("2026-06-01T09:15:00Z"))).toBe(Date.parse("2026-06-01T09:15:00Z"));
    expect(handoverAt(nepal, null, Date.parse("2026-06-01T09:16:00Z"))).toBe(Date.parse("2026-06-02T09:15:00Z"));
  });
});

describe("what cannot be computed", () => {
  test("an instant before the range is a mistake, one after it has no answer", () => {
    const calendar = december();
    expect(() => readyAt(calendar, instant("2026-11-30 12:00"))).toThrow(RangeError);
    expect(readyAt(calendar, instant("2027-03-10 12:00"))).toBeNull();
    expect(dayAt(calendar, instant("2027-03-01 00:00"))).toBeNull();
  });

  test("a zone or a date that does not exist is a mistake", () => {
    const range = { first: 0, last: 1 };
    const plain = { hours: week([], [], []), extra: [], cutOffs: [], handling: { kind: "hours", minutes: 0 } } as const;
    expect(() => compileCalendar({ ...plain, zone: "Europe/Entrega", closed: [] }, range)).toThrow(RangeError);
    expect(() => compileCalendar({ ...plain, zone: "Etc/UTC", closed: ["2026-02-30"] }, range)).toThrow(RangeError);
  });
});
