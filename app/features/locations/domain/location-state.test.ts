import { describe, expect, test } from "vitest";
import { dayOf } from "../../../core/calendar/day.ts";
import { instant, wall, week } from "../../../../tests/factories/calendar.ts";
import { capacityOn, fullness, stateOf } from "./location-state.ts";
import { usualSettings, type LocationSettings } from "./settings.ts";

const capacity = { orders: [...week(80, 20, 0)], units: [...week(200, null, null)] } as LocationSettings["capacity"];
const settings: LocationSettings = { ...usualSettings("America/Santiago"), capacity };
const at = (text: string) => stateOf(settings, instant(text, "America/Santiago"));

describe("a location at a moment", () => {
  test("is open until it closes, or closed until it opens", () => {
    const open = at("2026-12-04 14:00");
    expect([open.open, wall(open.changesAt, "America/Santiago")]).toEqual([true, "2026-12-04 17:00"]);
    const closed = at("2026-12-04 18:00");
    expect([closed.open, wall(closed.changesAt, "America/Santiago")]).toEqual([false, "2026-12-07 09:00"]);
    expect(wall(closed.nextCutOffAt, "America/Santiago")).toBe("2026-12-07 15:00");
  });

  test("has its own today, with what that day can take", () => {
    expect(at("2026-12-05 23:30")).toMatchObject({
      today: { date: "2026-12-05" },
      capacity: { orders: 20, units: null },
    });
    // Its Sunday begins at one o'clock.
    const { today } = at("2026-09-06 01:00");
    expect(today.date).toBe("2026-09-06");
    expect(today.endsAt - today.startsAt).toBe(23 * 3_600_000);
  });
});

test("what a day can take goes by its weekday", () => {
  expect(capacityOn(settings, dayOf("2026-12-04"))).toEqual({ orders: 80, units: 200 });
  expect(capacityOn(settings, dayOf("2026-12-06"))).toEqual({ orders: 0, units: null });
});

test("a location is as full as the scarcer of orders and units, and full when it takes nothing", () => {
  expect(fullness({ orders: 40, units: 150 }, { orders: 80, units: 200 })).toBe(0.75);
  expect(fullness({ orders: 40, units: 150 }, { orders: null, units: null })).toBe(0);
  expect(fullness({ orders: 0, units: 0 }, { orders: 0, units: null })).toBe(1);
  expect(fullness({ orders: 3, units: 0 }, { orders: 2, units: null })).toBe(1.5);
});
