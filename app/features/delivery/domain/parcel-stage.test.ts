import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScanStage } from "../../carriers/domain/carrier.ts";
import { readScans, scanKey, type Scan } from "./parcel-stage.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const HOUR = 3_600_000;
const STAGES: readonly ScanStage[] = [
  "labelled",
  "handed_over",
  "in_transit",
  "out_for_delivery",
  "attempted",
  "ready_for_pickup",
  "delayed",
  "exception",
  "returned",
  "lost",
  "delivered",
  "void",
  "unknown",
];

/** Scans one hour apart, in the order of the stages given. */
const journey = (...stages: ScanStage[]): Scan[] =>
  stages.map((stage, hour) => ({
    key: `${String(hour)}|${stage}`,
    stage,
    occurredAt: new Date(NOON + hour * HOUR),
  }));
const stageOf = (...stages: ScanStage[]) => readScans(journey(...stages)).stage;

describe("the stage of a parcel", () => {
  test.each<[ScanStage[], ScanStage, string]>([
    [[], "labelled", "no scan yet: there is a label"],
    [["labelled"], "labelled", "paper only"],
    [["labelled", "void"], "void", "the label was given back"],
    [["labelled", "handed_over", "in_transit"], "in_transit", "the newest scan speaks"],
    [["handed_over", "in_transit", "labelled"], "in_transit", "a late label scan moves nothing"],
    [["handed_over", "in_transit", "unknown"], "in_transit", "an unknown code moves nothing"],
    [["labelled", "unknown"], "unknown", "an unknown code alone is not in transit"],
    [["out_for_delivery", "attempted"], "attempted", "nobody home"],
    [["attempted", "out_for_delivery", "delivered"], "delivered", "second attempt"],
    [["delivered", "in_transit"], "delivered", "depots book late"],
    [["exception", "returned", "in_transit"], "returned", "on its way back it is scanned too"],
    [["returned", "delivered"], "returned", "delivered to the sender"],
    [["delivered", "returned"], "returned", "refused at the door"],
    [["lost", "in_transit"], "in_transit", "a lost parcel is found"],
    [["lost", "delivered"], "delivered", "a lost parcel arrives"],
  ])("%j is %s: %s", (stages, expected) => {
    expect(stageOf(...stages)).toBe(expected);
  });

  test("the delivery time is that of the first delivery scan, and gone when the parcel goes back", () => {
    expect(readScans(journey("handed_over", "delivered", "delivered")).deliveredAt).toEqual(new Date(NOON + HOUR));
    expect(readScans(journey("handed_over", "delivered", "returned")).deliveredAt).toBeNull();
  });

  test("handed over is when the carrier first saw the parcel, whatever the code; papers and unknown codes are no sight", () => {
    expect(readScans(journey("labelled", "unknown", "in_transit")).handedOverAt).toEqual(new Date(NOON + 2 * HOUR));
    expect(readScans(journey("labelled", "unknown")).handedOverAt).toBeNull();
  });

  const scans = fc.array(
    fc
      .record({
        stage: fc.constantFrom(...STAGES),
        minute: fc.nat(600),
      })
      .map(({ stage, minute }): Scan => {
        const occurredAt = new Date(NOON + minute * 60_000);
        return { key: scanKey({ occurredAt, code: stage }), stage, occurredAt };
      }),
    { maxLength: 12 },
  );

  test("does not depend on the order of the scans, nor on how often one comes", () => {
    fc.assert(
      fc.property(
        scans.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.subarray(list)),
        ),
        ([list, shuffled, repeated]) => {
          expect(readScans([...repeated, ...shuffled, ...repeated])).toEqual(readScans(list));
        },
      ),
    );
  });

  test("an unknown code changes the stage of no parcel that was seen", () => {
    fc.assert(
      fc.property(scans, fc.nat(600), (list, minute) => {
        const before = readScans(list);
        fc.pre(before.handedOverAt !== null);
        const occurredAt = new Date(NOON + minute * 60_000);
        const after = readScans([...list, { key: "x", stage: "unknown", occurredAt }]);
        expect(after.stage).toBe(before.stage);
        expect(after.deliveredAt).toEqual(before.deliveredAt);
      }),
    );
  });

  test("nobody says in transit for codes nobody can read", () => {
    const unreadable = fc.array(fc.constantFrom<ScanStage>("unknown", "labelled"), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(unreadable, (stages) => {
        expect(stageOf(...stages)).toBe(stages.includes("unknown") ? "unknown" : "labelled");
      }),
    );
  });
});

test("a scan is itself by time and code, and its key names no place", () => {
  const scan = { occurredAt: new Date(NOON), code: "210", place: "Madrid, ES" };
  expect(scanKey(scan)).toBe("2026-11-23T12:00:00.000Z|210");
  expect(scanKey({ ...scan, code: "220" })).not.toBe(scanKey(scan));
});
