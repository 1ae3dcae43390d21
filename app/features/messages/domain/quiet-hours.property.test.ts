import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isQuiet, quietUntil, zonesOf } from "./quiet-hours.ts";

const NIGHT = { from: 21 * 60, to: 8 * 60 };
const at = (iso: string) => Date.parse(iso);

describe("quiet hours", () => {
  test("end in the morning of the wall, on days when the clock changes too", () => {
    // Madrid, the night in which an hour is skipped, and the one in which one comes twice.
    expect(quietUntil(NIGHT, ["Europe/Madrid"], at("2027-03-27T22:30:00Z"))).toBe(at("2027-03-28T06:00:00Z"));
    expect(quietUntil(NIGHT, ["Europe/Madrid"], at("2027-10-30T22:30:00Z"))).toBe(at("2027-10-31T07:00:00Z"));
  });

  test("that are in the day end on the same day", () => {
    const siesta = { from: 14 * 60, to: 17 * 60 };
    expect(quietUntil(siesta, ["Europe/Madrid"], at("2026-11-02T13:30:00Z"))).toBe(at("2026-11-02T16:00:00Z"));
  });

  test("are nobody's night where the zone is one of several", () => {
    const until = quietUntil(NIGHT, ["America/New_York", "America/Los_Angeles"], at("2026-11-02T13:30:00Z"));
    expect(until).toBe(at("2026-11-02T16:00:00Z"));
  });

  const zone = fc.constantFrom(
    "Europe/Madrid",
    "America/Sao_Paulo",
    "America/New_York",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
  );
  const minute = fc.integer({ min: 0, max: 1439 });
  const time = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2028-01-01T00:00:00Z") });

  test("never end in themselves, never before they are asked, and leave alone what is not in them", () => {
    fc.assert(
      fc.property(zone, minute, minute, time, (place, from, to, asked) => {
        const until = quietUntil({ from, to }, [place], asked);
        expect(until).toBeGreaterThanOrEqual(asked);
        expect(isQuiet({ from, to }, place, until)).toBe(false);
        if (!isQuiet({ from, to }, place, asked)) expect(until).toBe(asked);
        expect(until - asked).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });
});

describe("the zones of an address", () => {
  const now = at("2026-11-02T12:00:00Z");
  test("are those of its country, narrowed by where it lies", () => {
    expect(zonesOf("PT", null, now)).toContain("Europe/Lisbon");
    expect(zonesOf("US", null, now).length).toBeGreaterThan(5);
    const near = zonesOf("US", -74, now);
    expect(near).toContain("America/New_York");
    expect(near).not.toContain("Pacific/Honolulu");
  });
  test("are unknown without a country, or with one that is none", () => {
    expect(zonesOf(null, null, now)).toEqual([]);
    expect(zonesOf("es", null, now)).toEqual([]);
  });
});
