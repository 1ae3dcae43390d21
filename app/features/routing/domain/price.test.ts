import { describe, expect, test } from "vitest";
import { dayOf } from "../../../core/calendar/day.ts";
import { location, snapshot, type SnapshotOverride } from "../../../../tests/factories/routing-snapshot.ts";
import { priceLocation } from "./price.ts";
import type { SnapshotLocation } from "./snapshot.ts";

const priced = (place: SnapshotLocation, override: SnapshotOverride = {}) => priceLocation(snapshot(override), place);

describe("the price of a location", () => {
  test("is per parcel and per gram and kilometre", () => {
    expect(priced(location(1, 400))).toMatchObject({
      km: 400,
      crossBorder: false,
      parcel: { handlingMinor: 150, postageMinor: 350, crossBorderMinor: 0 },
      ticksPerGram: 400 * 25,
    });
  });

  test("an unknown end counts as far away, and says that it is unknown", () => {
    expect(priced(location(1, 0, { coordinates: null }))).toMatchObject({ km: null, ticksPerGram: 1_500 * 25 });
  });

  test("a border costs only when both countries are known", () => {
    const at = (country: string | null) => priced(location(1, 0, { country })).crossBorder;
    expect([at("ES"), at("PT"), at(null)]).toEqual([false, true, false]);
  });

  test("arriving late costs its chance and its days", () => {
    const day = (date: string, share: number) => ({ day: dayOf(date), share });
    const place = location(1, 0, {
      arrivals: [day("2026-11-24", 0.6), day("2026-11-25", 0.3), day("2026-11-27", 0.1)],
    });
    const promisedAt = Date.parse("2026-11-24T20:00:00Z");
    const late = (at: number | null) => priced(place, { promisedAt: at }).parcel.latenessMinor;
    // Four in ten late at 3.00 each, and 0.3 × 1 + 0.1 × 3 days at 1.00.
    expect(late(promisedAt)).toBe(0.4 * 300 + 0.6 * 100);
    expect([late(null), late(Date.parse("2026-11-27T20:00:00Z"))]).toEqual([0, 0]);
  });

  test("the day of the promise is that of the shop: half past eleven at night in Madrid is the next day in UTC", () => {
    const place = location(1, 0, { arrivals: [{ day: dayOf("2026-11-25"), share: 1 }] });
    const late = (text: string) => priced(place, { promisedAt: Date.parse(text) }).parcel.latenessMinor;
    expect([late("2026-11-24T22:30:00Z"), late("2026-11-24T23:30:00Z")]).toEqual([400, 0]);
  });

  test("a location that often refuses costs asking again", () => {
    const place = location(1, 0, { reliability: 0.9 });
    expect(priced(place, { costModel: { refusedMinor: 500 } }).parcel.refusalMinor).toBe(50);
  });
});
