import { describe, expect, test } from "vitest";
import { CODES, UNDOCUMENTED_CODE } from "./codes.ts";
import { DEFAULT_KNOBS, type Knobs, type Service } from "./contract.ts";
import { planJourney, transitDays } from "./journey.ts";

const MADRID = { city: "Madrid", countryCode: "ES" };
const SEVILLA = { city: "Sevilla", countryCode: "ES" };
const LYON = { city: "Lyon", countryCode: "FR" };
const MONDAY = new Date("2026-11-23T10:00:00Z");
const CALM: Knobs = { ...DEFAULT_KNOBS, attempted: 0, undocumented: 0 };

function plan(change: Partial<Parameters<typeof planJourney>[0]> = {}) {
  const input = { seed: "s/1", service: "express" as Service, from: MADRID, to: SEVILLA, labelAt: MONDAY, knobs: CALM };
  return planJourney({ ...input, ...change });
}
const codes = (journey: ReturnType<typeof plan>) => journey.scans.map((scan) => scan.code);
const last = (journey: ReturnType<typeof plan>) => journey.scans.at(-1);

describe("a calm journey", () => {
  test("goes label, collected, sort centre, depot, van, door", () => {
    expect(codes(plan())).toEqual(["000", "110", "210", "220", "310", "400", "500"]);
  });

  test("express within a country made before the cut-off arrives on the next working day, by the quoted time", () => {
    const journey = plan();
    expect(journey.collectedAt.toISOString()).toMatch(/^2026-11-23T17:/);
    expect(last(journey)?.at.toISOString()).toMatch(/^2026-11-24T/);
    expect(journey.quotedAt.toISOString()).toBe("2026-11-24T20:00:00.000Z");
  });

  test("a label made at the cut-off hour leaves on the next working day, over the weekend if need be", () => {
    const fridayEvening = plan({ labelAt: new Date("2026-11-27T16:00:00Z") });
    expect(fridayEvening.collectedAt.toISOString()).toMatch(/^2026-11-30T17:/);
    const saturdayMorning = plan({ labelAt: new Date("2026-11-28T09:00:00Z") });
    expect(saturdayMorning.collectedAt.toISOString()).toMatch(/^2026-11-30T17:/);
    expect(last(saturdayMorning)?.at.toISOString()).toMatch(/^2026-12-01T/);
  });

  test("for 500 parcels of all kinds: in order of time, delivered once, never after the quoted time", () => {
    for (let n = 0; n < 500; n += 1) {
      const service = n % 2 === 0 ? "express" : "standard";
      const labelAt = new Date(MONDAY.getTime() + n * 3_700_000);
      const journey = plan({ seed: `s/${String(n)}`, service, to: n % 3 === 0 ? LYON : SEVILLA, labelAt });
      const times = journey.scans.map((scan) => scan.at.getTime());
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(codes(journey).filter((code) => code === "500")).toHaveLength(1);
      expect(last(journey)?.code).toBe("500");
      expect(last(journey)?.at.getTime()).toBeLessThanOrEqual(journey.quotedAt.getTime());
    }
  });

  test("the same seed gives the same journey, another seed other minutes", () => {
    expect(plan()).toEqual(plan());
    expect(plan({ seed: "s/2" }).scans).not.toEqual(plan().scans);
  });
});

test("express takes 1–2 working days, standard 2–5, the same on every parcel of a lane", () => {
  const cities = [
    "Madrid",
    "Vigo",
    "Lyon",
    "Porto",
    "Gdańsk",
    "Graz",
    "Gent",
    "Bilbao",
    "Cádiz",
    "Lugo",
    "Ulm",
    "Bonn",
    "Turin",
    "Oslo",
  ];
  const found = { express: new Set<number>(), standard: new Set<number>() };
  for (const city of cities)
    for (const countryCode of ["ES", "FR"])
      for (const service of ["express", "standard"] as const)
        found[service].add(transitDays(service, MADRID, { city, countryCode }));
  expect([...found.express].sort()).toEqual([1, 2]);
  expect([...found.standard].sort()).toEqual([2, 3, 4, 5]);
});

describe("what can go wrong", () => {
  test("delayed: says so, moves the expected day by one to three working days, arrives by then", () => {
    const journey = plan({ knobs: { ...CALM, delayed: 1 } });
    expect(codes(journey)).toContain("620");
    const [revised] = journey.revisions;
    if (revised === undefined) throw new Error("not revised");
    expect(revised.expectedAt.getTime()).toBeGreaterThan(journey.quotedAt.getTime());
    expect(last(journey)?.code).toBe("500");
    expect(last(journey)?.at.getTime()).toBeGreaterThan(journey.quotedAt.getTime());
    expect(last(journey)?.at.getTime()).toBeLessThanOrEqual(revised.expectedAt.getTime());
  });

  test("lost: nothing after the first hub until it is declared lost two weeks later", () => {
    const journey = plan({ knobs: { ...CALM, lost: 1 } });
    expect(codes(journey)).toEqual(["000", "110", "210", "699"]);
    const [, , hub, lost] = journey.scans;
    expect((lost?.at.getTime() ?? 0) - (hub?.at.getTime() ?? 0)).toBe(14 * 86_400_000);
  });

  test("silent: no scan between label and door, delivered on the same minute as otherwise", () => {
    const journey = plan({ knobs: { ...CALM, silent: 1 } });
    expect(codes(journey)).toEqual(["000", "500"]);
    expect(last(journey)).toEqual(last(plan()));
  });

  test("damaged: never delivered, goes back", () => {
    expect(codes(plan({ knobs: { ...CALM, damaged: 1 } })).slice(-2)).toEqual(["640", "690"]);
  });

  test("attempted: a second van on the next working day, and the carrier says that it comes later", () => {
    const journey = plan({ knobs: { ...CALM, attempted: 1 } });
    expect(codes(journey).slice(-4)).toEqual(["400", "451", "400", "500"]);
    expect(journey.revisions[0]?.expectedAt.toISOString()).toBe("2026-11-25T20:00:00.000Z");
  });

  test("delayed and attempted: the first new date stands until the second is known", () => {
    const { revisions } = plan({ knobs: { ...CALM, delayed: 1, attempted: 1 } });
    expect(revisions).toHaveLength(2);
    expect(revisions[0]?.expectedAt.getTime()).toBeGreaterThan(revisions[0]?.from.getTime() ?? Infinity);
    expect(revisions[1]?.expectedAt.getTime()).toBeGreaterThan(revisions[0]?.expectedAt.getTime() ?? Infinity);
  });

  test("undocumented: one scan whose code is in no table", () => {
    const strange = codes(plan({ knobs: { ...CALM, undocumented: 1 } })).filter((code) => !(code in CODES));
    expect(strange).toEqual([UNDOCUMENTED_CODE]);
  });

  test("a knob at 0.3 hits about three in ten, and leaves all others as they were", () => {
    let hit = 0;
    for (let n = 0; n < 1_000; n += 1) {
      const seed = `s/${String(n)}`;
      const turned = plan({ seed, knobs: { ...CALM, lost: 0.3 } });
      if (codes(turned).includes("699")) hit += 1;
      else expect(turned).toEqual(plan({ seed }));
    }
    expect(hit).toBeGreaterThan(240);
    expect(hit).toBeLessThan(360);
  });
});
