import { describe, expect, test } from "vitest";
import { cutOff, instant, wall } from "../../../../tests/factories/calendar.ts";
import { instantOf, previewOf } from "./preview.ts";
import { usualSettings, type LocationSettings } from "./settings.ts";

const usual = usualSettings("Europe/Madrid");
const cutOffs = [cutOff("15:00"), cutOff("17:00", "SEUR", "24")].map((each) => ({
  ...each,
  at: [...each.at],
})) as LocationSettings["cutOffs"];
const settings: LocationSettings = { ...usual, cutOffs, handling: { kind: "hours", minutes: 60 } };

describe("the preview of an order", () => {
  test("says when it is begun, ready, and goes with each carrier", () => {
    const preview = previewOf(settings, instant("2026-12-04 14:10"));
    expect([preview.beginsAt, preview.readyAt].map((at) => wall(at))).toEqual(["2026-12-04 14:10", "2026-12-04 15:10"]);
    expect(preview.pickups.map(({ carrier, service, handoverAt }) => [carrier, service, wall(handoverAt)])).toEqual([
      ["", "", "2026-12-07 15:00"],
      ["SEUR", "24", "2026-12-04 17:00"],
    ]);
  });

  test("says up to when the pickup is the same, and by how much an earlier one was missed", () => {
    const [all, seur] = previewOf(settings, instant("2026-12-04 14:10")).pickups;
    expect(wall(all?.until ?? null)).toBe("2026-12-07 14:00");
    expect(all?.missed).toEqual({ minutes: 10, handoverAt: instant("2026-12-04 15:00") });
    expect(wall(seur?.until ?? null)).toBe("2026-12-04 16:00");
    // Since the day before, four o'clock.
    expect(seur?.missed).toBeNull();
  });

  test("of a location without cut-offs is for whoever comes", () => {
    const preview = previewOf({ ...usual, cutOffs: [] }, instant("2026-12-05 12:00"));
    expect(preview.pickups).toEqual([
      { carrier: "", service: "", handoverAt: instant("2026-12-07 09:00"), until: null, missed: null },
    ]);
  });

  test("of a location that never works has nothing to say", () => {
    const never = { ...usual, hours: [[], [], [], [], [], [], []] satisfies LocationSettings["hours"] };
    expect(previewOf(never, instant("2026-12-04 12:00"))).toMatchObject({
      beginsAt: null,
      readyAt: null,
      pickups: [{ handoverAt: null, until: null, missed: null }],
    });
  });
});

describe("a time on the wall", () => {
  test("is an instant of its zone", () => {
    expect(instantOf("2026-12-04T14:10", "Europe/Madrid")).toBe(instant("2026-12-04 14:10"));
    expect(instantOf("2026-12-04T14:10:30", "Asia/Kathmandu")).toBe(instant("2026-12-04 14:10", "Asia/Kathmandu"));
    expect(instantOf("2026-03-29T02:30", "Europe/Madrid")).toBe(instant("2026-03-29 03:00"));
  });

  test("that is none is not one", () => {
    for (const text of ["", "2026-12-04", "2026-02-30T10:00", "tomorrow"])
      expect(instantOf(text, "Etc/UTC"), text).toBeUndefined();
    expect(instantOf("2026-12-04T14:10", "Europe/Entrega")).toBeUndefined();
  });
});
