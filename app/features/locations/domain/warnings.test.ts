import { describe, expect, test } from "vitest";
import { hours, minute, week } from "../../../../tests/factories/calendar.ts";
import { usualSettings, type LocationSettings } from "./settings.ts";
import { warningsOf } from "./warnings.ts";

const usual = usualSettings("Europe/Madrid");
const warned = (change: Partial<LocationSettings>, hasPlace = true) =>
  warningsOf({ ...usual, ...change }, hasPlace, [2026, 2027]);
const cutOff = (at: LocationSettings["cutOffs"][number]["at"]) => [{ carrier: "SEUR", service: "24", at }];

describe("it is said", () => {
  test("nothing of how a location usually works", () => {
    expect(warned({})).toEqual([]);
  });

  test("that a location is never open, unless it has days of its own", () => {
    const never = { hours: [...week([], [], [])] as LocationSettings["hours"], cutOffs: [] };
    expect(warned(never)).toEqual([{ code: "neverOpen" }]);
    expect(warned({ ...never, extra: [{ date: "2026-12-20", hours: hours("9:00-12:00") }] })).toEqual([]);
  });

  test("on which days a carrier is to come while nobody works", () => {
    expect(warned({ cutOffs: cutOff([...week(minute("15:00"), minute("12:00"), null)]) })).toEqual([
      { code: "noDayForCarrier", carrier: "SEUR 24", days: [5] },
    ]);
  });

  test("on which days a cut-off is before work begins or after it ends", () => {
    const at = [minute("18:00"), minute("9:00"), minute("17:00"), minute("9:01"), null, null, null];
    expect(warned({ cutOffs: cutOff(at as LocationSettings["cutOffs"][number]["at"]) })).toEqual([
      { code: "cutOffOutsideHours", carrier: "SEUR 24", days: [0, 1] },
    ]);
  });

  test("on which open days nothing is taken", () => {
    const capacity = { orders: [...week(0, 0, 0)], units: [...week(null, null, null)] } as LocationSettings["capacity"];
    expect(warned({ capacity })).toEqual([{ code: "takesNothing", days: [0, 1, 2, 3, 4] }]);
  });

  test("that orders are taken for the day until after it has ended", () => {
    const handling = { kind: "days", days: 0, orderBy: minute("18:00"), readyAt: minute("18:00") } as const;
    expect(warned({ handling })).toEqual([{ code: "orderByOutsideHours", days: [0, 1, 2, 3, 4] }]);
  });

  test("that a radius means nothing where the location's place is not known", () => {
    const areas: LocationSettings["areas"] = [
      { name: "Centro", delivers: "local", countries: [], provinces: [], postal: [], radiusKm: 5 },
    ];
    expect(warned({ areas }, false)).toEqual([{ code: "radiusWithoutPlace" }]);
    expect(warned({ areas })).toEqual([]);
  });

  test("of which years the holidays were not chosen, once a country is", () => {
    const holidays = { country: "ES", region: "", years: [2026], dates: [] };
    expect(warned({ holidays })).toEqual([{ code: "yearNotChosen", year: 2027 }]);
  });
});
