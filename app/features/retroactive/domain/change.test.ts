import { describe, expect, test } from "vitest";
import { line, location, locationId, snapshot, stock } from "../../../../tests/factories/routing-snapshot.ts";
import type { Decision } from "../../routing/domain/decide.ts";
import { decideBy } from "../../routing/domain/public.ts";
import { changedBy } from "./change.ts";

/** It is 900 km away at 10; 20 is at 100 km and has one, too. */
const FAR = snapshot({ locations: [location(10, 900), location(20, 100)], stock: [stock(1, { 10: 0, 20: 1 })] });
const HELD: Decision = { outcome: "hold", reason: "rule", holds: [], by: [] };

describe("what a decision changes about an open order", () => {
  test("is where it ships from, with what shipping costs from here and there", () => {
    const moved = decideBy(FAR, null);
    const changed = changedBy(FAR, false, moved);
    expect(changed).toMatchObject({
      change: "moved",
      from: locationId(10),
      parts: [{ locationId: locationId(20), units: 1 }],
    });
    // 1 kg over 800 km more or less, at 0.25 per 100 km: 2.00.
    expect((changed?.nowMinor ?? 0) - (changed?.thenMinor ?? 0)).toBe(200);
  });

  test("is nothing when it stays, or cannot ship from anywhere", () => {
    const near = snapshot();
    expect(changedBy(near, false, decideBy(near, null))).toBeNull();
    const nowhere = snapshot({ locations: [], canHold: false });
    expect(changedBy(nowhere, false, decideBy(nowhere, null))).toBeNull();
  });

  test("is a hold, which costs no shipping; held already, it is none", () => {
    expect(changedBy(FAR, false, HELD)).toMatchObject({ change: "held", parts: [], thenMinor: null });
    expect(changedBy(FAR, true, HELD)).toBeNull();
  });

  test("is a release when it would ship, also from where it is", () => {
    const near = snapshot();
    expect(changedBy(near, true, decideBy(near, null))).toMatchObject({
      change: "released",
      from: null,
      nowMinor: null,
    });
    expect(changedBy(FAR, true, decideBy(FAR, null))).toMatchObject({ change: "released" });
  });

  test("is in part when some of it would ship, whether it is held now or not", () => {
    const short = snapshot({
      lines: [line(1, 1, 2), line(2, 2, 1)],
      stock: [stock(1, { 10: 0 }), stock(2, { 10: -1 })],
      inPart: { when: "ship" },
    });
    for (const isHeld of [false, true]) {
      expect(changedBy(short, isHeld, decideBy(short, null))).toMatchObject({
        change: "inPart",
        outcome: "inPart",
        parts: [{ locationId: "10", units: 2 }],
        nowMinor: null,
      });
    }
  });

  test("has no cost of now where it cannot ship from where it is", () => {
    const closed = { ...FAR, locations: [location(10, 900, { active: false }), location(20, 100)] };
    expect(changedBy(closed, false, decideBy(closed, null))).toMatchObject({ change: "moved", nowMinor: null });
  });
});
