import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../routing/domain/batch/random.ts";
import { learnEta } from "./learn.ts";
import { type ArrivedParcel, DAY_MS } from "./parcel.ts";
import { predictEta } from "./predict.ts";

const NOW = Date.parse("2026-11-02T00:00:00Z");
const SERVICES = [
  { service: "express", days: 1.5, spread: 0.25 },
  { service: "post", days: 4, spread: 0.45 },
] as const;
const REGIONS = 8;

/** Standard normal from uniform numbers (Box & Muller, 1958). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Parcels of invented lanes, placed from `from` to `to` days after NOW; `levelAt`: how much longer all take on a day, as a logarithm. */
function invent(random: () => number, count: number, [from, to]: [number, number], levelAt: (day: number) => number) {
  return Array.from({ length: count }, (): ArrivedParcel => {
    const day = from + (to - from) * random();
    const kind = SERVICES[random() < 0.4 ? 0 : 1];
    // Far regions have few parcels.
    const region = Math.floor(REGIONS * random() ** 2);
    const km = 50 + 150 * region * (0.5 + random());
    const longer = levelAt(day) + 0.08 * region + 0.1 * Math.log(km / 300) + kind.spread * normal(random);
    const placedAt = NOW + day * DAY_MS;
    return {
      placedAt,
      beginsAt: placedAt,
      weekday: Math.floor(7 * random()),
      service: kind.service,
      origin: random() < 0.5 ? "Madrid" : "Barcelona",
      originRegion: "ES",
      destinationRegion: `R${region}`,
      area: null,
      abroad: false,
      km,
      grams: null,
      items: null,
      handlingDays: null,
      deliveredAt: placedAt + kind.days * Math.exp(longer) * DAY_MS,
    };
  });
}

/** Learned from what arrived before NOW, and tried on the month after. */
function tried(levelAt: (day: number) => number, seed: number) {
  const random = seededRandom(seed);
  const model = learnEta(invent(random, 3_000, [-360, 0], levelAt), NOW);
  return invent(random, 3_000, [0, 30], levelAt).map((parcel) => {
    const { p50, p90 } = predictEta(model, parcel);
    return { parcel, p50, p90, actual: (parcel.deliveredAt - parcel.placedAt) / DAY_MS };
  });
}
type Tried = ReturnType<typeof tried>;
const share = (list: Tried, holds: (each: Tried[number]) => boolean) => list.filter(holds).length / list.length;

describe.each([1, 2])("lanes that stay as they are (seed %i)", (seed) => {
  const outcomes = tried(() => 0, seed);

  test("half arrive by p50, nine in ten by p90", () => {
    expect(Math.abs(share(outcomes, ({ actual, p50 }) => actual <= p50) - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(share(outcomes, ({ actual, p90 }) => actual <= p90) - 0.9)).toBeLessThan(0.02);
  });

  test("so it is for each service, near and far", () => {
    for (const { service } of SERVICES) {
      for (const far of [false, true]) {
        const some = outcomes.filter(({ parcel }) => parcel.service === service && (parcel.km ?? 0) > 500 === far);
        expect(some.length).toBeGreaterThan(200);
        expect(Math.abs(share(some, ({ actual, p90 }) => actual <= p90) - 0.9)).toBeLessThan(0.05);
      }
    }
  });
});

describe("lanes that drift", () => {
  const fall = (day: number) => 0.15 - (0.1 * (Math.max(day, -90) + 90)) / 30;
  const peak = (day: number) => (day > -120 && day < -60 ? 0.4 : 0);
  const season = (day: number) => 0.15 * Math.sin((2 * Math.PI * day) / 365);

  const cases: [string, (day: number) => number, number, number][] = [
    ["a fall of a tenth each month for three months that goes on", fall, 0.85, 1],
    // It lags behind two fifths of what was, and all that comes.
    ["a rise of as much", (day) => -fall(day), 0.75, 1.25],
    ["a peak of two months that is over", peak, 0.8, 1],
    ["a season", season, 0.85, 1],
  ];
  test.each(cases)(
    "%s: p90 covers at least a given share, and p50 is off by less than a given number of days on average",
    (_, levelAt, least, most) => {
      const outcomes = tried(levelAt, 7);
      const covered = share(outcomes, ({ actual, p90 }) => actual <= p90);
      expect(covered).toBeGreaterThan(least);
      expect(covered).toBeLessThan(0.97);
      const bias = outcomes.reduce((sum, { p50, actual }) => sum + p50 - actual, 0) / outcomes.length;
      expect(Math.abs(bias)).toBeLessThan(most);
    },
  );

  test("what is known of the trend is closer than what all parcels of the year say", () => {
    const outcomes = tried(fall, 7);
    const actual = outcomes.reduce((sum, each) => sum + Math.log(each.actual / each.p50), 0) / outcomes.length;
    // The level of the year's parcels lies 0.3 to 0.4 above that of the month after.
    expect(Math.abs(actual)).toBeLessThan(0.2);
  });
});
