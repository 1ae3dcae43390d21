import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hours, minute, week } from "../../../../tests/factories/calendar.ts";
import { readTexts } from "./read-settings.ts";
import { textsOf, textsSchema, type LocationTexts } from "./settings-form.ts";
import { usualSettings, type LocationSettings } from "./settings.ts";

const usual = usualSettings("Europe/Madrid");
const blank = textsOf(usual, "EUR");
const read = (change: Partial<LocationTexts>, currency = "EUR") => {
  const result = readTexts({ ...blank, ...change }, currency);
  return "faults" in result ? result.faults : result.settings;
};

describe("the form of a location's settings", () => {
  test("that nobody touched gives what it was made from", () => {
    expect(read({})).toEqual(usual);
  });

  test("is understood as people type", () => {
    const typed = read({
      kind: "store",
      tags: " Norte; flagship, norte,, Calle Real ",
      hours: [...week("9-13, 16:30-20", "10-14", "")],
      closures: [{ from: "2026-08-01", to: "", note: " Fiesta " }],
      extra: [{ date: "2026-12-20", hours: "10–14" }],
      cutOffs: [{ carrier: " SEUR ", service: "24", at: [...week("17:30", "12:00", "")] }],
      handling: { ...blank.handling, kind: "days", days: "1", orderBy: "14:00", readyAt: "16:00" },
      cost: "1,5",
      acceptMinutes: "45",
      takeBackMinutes: "90",
      capacity: { orders: [...week("80", "20", "0")], units: [...week("", "", "")] },
      areas: [
        {
          name: "Centro",
          delivers: "sameDay",
          countries: "es",
          provinces: "m; gu",
          postal: "28*\n19000-19099",
          radiusKm: "15",
        },
      ],
      pickup: { on: true, readyMinutes: "60", perDay: "", note: "Timbre 2" },
    });
    expect(typed).toEqual({
      ...usual,
      kind: "store",
      tags: ["Norte", "flagship", "Calle Real"],
      hours: [...week(hours("9:00-13:00 16:30-20:00"), hours("10:00-14:00"), [])],
      closures: [{ from: "2026-08-01", to: "2026-08-01", note: "Fiesta" }],
      extra: [{ date: "2026-12-20", hours: hours("10:00-14:00") }],
      cutOffs: [{ carrier: "SEUR", service: "24", at: [...week(minute("17:30"), minute("12:00"), null)] }],
      handling: { kind: "days", days: 1, orderBy: minute("14:00"), readyAt: minute("16:00") },
      handlingMinor: 150,
      acceptMinutes: 45,
      takeBackMinutes: 90,
      capacity: { orders: [...week(80, 20, 0)], units: [...week(null, null, null)] },
      areas: [
        {
          name: "Centro",
          delivers: "sameDay",
          countries: ["ES"],
          provinces: ["M", "GU"],
          postal: ["28*", "19000-19099"],
          radiusKm: 15,
        },
      ],
      pickup: { on: true, readyMinutes: 60, perDay: null, note: "Timbre 2" },
    });
  });

  test("names every field that is wrong, and what is wrong with it", () => {
    const cutOff: LocationTexts["cutOffs"][number] = { carrier: "SEUR", service: "", at: [...week("", "", "")] };
    const area = { name: "", delivers: "local", countries: "", provinces: "", postal: "", radiusKm: "" } as const;
    expect(
      read({
        zone: "Europe/Entrega",
        tags: `north, ${"x".repeat(41)}`,
        hours: ["9-14, 13-20", "20-9", "later", "", "", "", ""],
        closures: [
          { from: "2026-02-30", to: "", note: "x".repeat(201) },
          { from: "2026-08-10", to: "2026-08-01", note: "" },
          { from: "2026-01-01", to: "2027-12-31", note: "" },
        ],
        extra: [
          { date: "2026-12-20", hours: "" },
          { date: "2026-12-20", hours: "9-13" },
        ],
        cutOffs: [
          cutOff,
          { ...cutOff, carrier: " seur " },
          { ...cutOff, carrier: "", service: "24", at: [...week("25:00", "", "")] },
        ],
        handling: { ...blank.handling, minutes: "soon" },
        cost: "0.001",
        acceptMinutes: "0",
        capacity: { orders: [...week("-1", "", "")], units: [...week("1000001", "", "")] },
        areas: [
          area,
          { ...area, name: "Sur", countries: "Spain", provinces: "Madrid Centro", postal: "2*8", radiusKm: "0" },
        ],
        pickup: { ...blank.pickup, readyMinutes: "" },
      }),
    ).toMatchObject({
      zone: { code: "zone" },
      tags: { code: "long", max: 40 },
      "hours.0": { code: "overlap" },
      "hours.1": { code: "order" },
      "hours.2": { code: "hours" },
      "closures.0.from": { code: "date" },
      "closures.0.note": { code: "long", max: 200 },
      "closures.1.to": { code: "dateOrder" },
      "closures.2.to": { code: "range", min: 1, max: 400 },
      "extra.0.hours": { code: "required" },
      "extra.1.date": { code: "duplicate" },
      "cutOffs.1.carrier": { code: "duplicate" },
      "cutOffs.2.carrier": { code: "required" },
      "cutOffs.2.at.4": { code: "time" },
      "handling.minutes": { code: "whole" },
      cost: { code: "amount" },
      acceptMinutes: { code: "range", min: 1 },
      "capacity.orders.0": { code: "whole" },
      "capacity.units.4": { code: "range", min: 0 },
      "areas.0.name": { code: "required" },
      "areas.0.countries": { code: "nothingAsked" },
      "areas.1.countries": { code: "codes" },
      "areas.1.provinces": { code: "codes" },
      "areas.1.postal": { code: "postal" },
      "areas.1.radiusKm": { code: "range", min: 1 },
      "pickup.readyMinutes": { code: "required" },
    });
  });

  test("keeps only holidays of years that were looked at, and none without a country", () => {
    const holidays = {
      country: "ES",
      region: "MD",
      years: [2027, 2026],
      dates: ["2027-01-06", "2026-12-08", "2025-12-08"],
    };
    expect(read({ holidays })).toMatchObject({
      holidays: { ...holidays, years: [2026, 2027], dates: ["2026-12-08", "2027-01-06"] },
    });
    expect(read({ holidays: { ...holidays, country: "" } })).toMatchObject({ holidays: usual.holidays });
  });

  test("counts in the smallest unit of the shop's currency", () => {
    expect(read({ cost: "3" }, "JPY")).toMatchObject({ handlingMinor: 3 });
    expect(read({ cost: "3.5" }, "JPY")).toEqual({ cost: { code: "amount" } });
    expect(read({ cost: "1000000,01" })).toEqual({ cost: { code: "range", min: 0, max: 1_000_000 } });
    expect(read({ cost: "" })).toMatchObject({ handlingMinor: null });
  });

  test("is read as it was written, whatever the settings", () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const weekOf = <Value>(each: fc.Arbitrary<Value>) => fc.tuple(each, each, each, each, each, each, each);
    const count = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null });
    const settings: fc.Arbitrary<LocationSettings> = fc.record({
      kind: fc.constantFrom("store" as const, "warehouse" as const, "other" as const),
      tags: fc.constantFrom([], ["Norte", "Calle Real"]),
      zone: fc.constantFrom("Europe/Madrid", "Asia/Kathmandu"),
      hours: weekOf(fc.constantFrom([], hours("9:00-13:00 16:00-20:00"), hours("0:00-24:00"))),
      closures: fc.constantFrom([], [{ from: "2026-08-01", to: "2026-08-31", note: "agosto" }]),
      extra: fc.constantFrom([], [{ date: "2026-12-20", hours: hours("10:00-14:00") }]),
      holidays: fc.constantFrom(usual.holidays, {
        country: "ES",
        region: "CT/B",
        years: [2026],
        dates: ["2026-09-24"],
      }),
      cutOffs: fc.constantFrom<LocationSettings["cutOffs"]>([], usual.cutOffs, [
        { carrier: "A", service: "b", at: [...week(1, null, null)] },
      ]),
      handling: fc.oneof(
        fc.record({ kind: fc.constant("hours" as const), minutes: fc.integer({ min: 0, max: 100_000 }) }),
        fc.record({
          kind: fc.constant("days" as const),
          orderBy: minutes,
          days: fc.integer({ min: 0, max: 60 }),
          readyAt: minutes,
        }),
      ),
      handlingMinor: fc.option(fc.integer({ min: 0, max: 100_000_000 }), { nil: null }),
      acceptMinutes: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null }),
      takeBackMinutes: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null }),
      capacity: fc.record({ orders: weekOf(count), units: weekOf(count) }),
      areas: fc.constantFrom(
        [],
        [{ name: "Sur", delivers: "nextDay" as const, countries: ["ES"], provinces: [], postal: ["28*"], radiusKm: 9 }],
      ),
      pickup: fc.record({
        on: fc.boolean(),
        readyMinutes: fc.integer({ min: 0, max: 1_000 }),
        perDay: count,
        note: fc.constantFrom("", "Timbre"),
      }),
    });
    fc.assert(
      fc.property(settings, fc.constantFrom("EUR", "JPY", "KWD"), (each, currency) => {
        const texts = textsSchema.parse(JSON.parse(JSON.stringify(textsOf(each, currency))));
        expect(readTexts(texts, currency)).toEqual({ settings: each });
      }),
    );
  });
});
