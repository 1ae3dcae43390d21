import { describe, expect, test } from "vitest";
import { week } from "../../../../tests/factories/calendar.ts";
import { copySections } from "./sections.ts";
import { calendarOf, readStored, usualSettings } from "./settings.ts";

const usual = usualSettings("Europe/Madrid");

describe("settings of a location", () => {
  test("that nobody set are Monday to Friday 9 to 17, carriers at 15:00, without limit", () => {
    expect(calendarOf(usual)).toEqual({
      zone: "Europe/Madrid",
      hours: week([{ from: 540, to: 1020 }], [], []),
      closed: [],
      extra: [],
      cutOffs: [{ carrier: "", service: "", at: week(900, null, null) }],
      handling: { kind: "hours", minutes: 0 },
    });
    expect([...usual.capacity.orders, ...usual.capacity.units]).toEqual(Array.from({ length: 14 }, () => null));
  });

  test("survive being stored", () => {
    expect(readStored(JSON.parse(JSON.stringify(usual)))).toEqual(usual);
  });

  test("of before there were labels are still right, without any", () => {
    const { tags: _, ...older } = usual;
    expect(readStored(older)).toEqual(usual);
  });

  test("that are no longer valid count as not set", () => {
    for (const stored of [null, undefined, {}, { ...usual, zone: "Europe/Entrega" }, { ...usual, hours: [] }])
      expect(readStored(stored)).toBeUndefined();
  });

  test("close on the holidays that count and on every day of a closure, once", () => {
    const closures = [
      { from: "2026-12-24", to: "2026-12-26", note: "" },
      { from: "2027-02-28", to: "2027-03-01", note: "" },
    ];
    const holidays = { country: "ES", region: "MD", years: [2026], dates: ["2026-12-08", "2026-12-25"] };
    expect(calendarOf({ ...usual, closures, holidays }).closed).toEqual([
      ...["2026-12-08", "2026-12-24", "2026-12-25", "2026-12-26"],
      ...["2027-02-28", "2027-03-01"],
    ]);
  });

  test("are copied section by section; zone and kind stay each location's own", () => {
    const store = { ...usualSettings("Atlantic/Canary"), kind: "store" as const, handlingMinor: 80 };
    const source = { ...usual, acceptMinutes: 30, closures: [{ from: "2026-12-24", to: "2026-12-24", note: "" }] };
    expect(copySections(source, store, ["handling"])).toEqual({ ...store, handlingMinor: null, acceptMinutes: 30 });
    expect(copySections(source, store, ["hours", "holidays", "cutOffs", "capacity", "areas", "pickup"])).toEqual({
      ...store,
      closures: source.closures,
    });
  });
});
