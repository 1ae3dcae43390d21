import { describe, expect, test } from "vitest";
import { addDays, asDay, asInstant, dayIn, estimatedDay } from "./days.ts";

describe("a day", () => {
  test("is a real calendar day", () => {
    expect(asDay("2026-11-24")).toBe("2026-11-24");
    expect(asDay("2028-02-29")).toBe("2028-02-29");
  });

  test.each(["2026-02-30", "2026-13-01", "24.11.2026", "2026-11-24T00:00:00Z", "", null, 20261124])(
    "is not %s",
    (value) => {
      expect(asDay(value)).toBeNull();
    },
  );

  test("is counted over month and year ends", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  });
});

test("an instant that cannot be read is none", () => {
  expect(asInstant("2026-11-24T10:00:00-05:00")).toBe("2026-11-24T10:00:00-05:00");
  expect(asInstant("soon")).toBeNull();
  expect(asInstant(0)).toBeNull();
});

describe("the shopper's day", () => {
  const late = new Date("2026-11-25T03:00:00Z");

  test("is the one on their wall", () => {
    expect(dayIn("America/New_York", late)).toBe("2026-11-24");
    expect(dayIn("Europe/Madrid", late)).toBe("2026-11-25");
  });

  test("is the carrier's date when only a date was given", () => {
    expect(estimatedDay("America/New_York", "2026-11-25T00:00:00Z")).toBe("2026-11-25");
  });

  test("is the shopper's date when a time was given", () => {
    expect(estimatedDay("America/New_York", "2026-11-25T03:00:00Z")).toBe("2026-11-24");
  });
});
