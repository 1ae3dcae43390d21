import { describe, expect, test } from "vitest";
import { clearing } from "./clearing.ts";

const at = (text: string) => new Date(`2026-11-01T10:00:${text}Z`);

describe("a mark after its read", () => {
  test("is cleared when the read is as new as the webhook, to the second", () => {
    expect(clearing({ hintedAt: at("05.900"), tries: 0 }, at("05"))).toEqual({ clear: true, gaveUp: false });
  });

  test("stays when the read is older, and waits 2, 10 and 60 seconds", () => {
    const waits = [0, 1, 2].map((tries) => clearing({ hintedAt: at("06"), tries }, at("05")));
    expect(waits).toEqual([2_000, 10_000, 60_000].map((waitMs) => ({ clear: false, waitMs })));
  });

  test("is given up after three tries, and that is counted", () => {
    expect(clearing({ hintedAt: at("06"), tries: 3 }, at("05"))).toEqual({ clear: true, gaveUp: true });
  });

  test("is cleared when the body had no time, whether the object is there or not", () => {
    expect(clearing({ hintedAt: null, tries: 0 }, at("05"))).toMatchObject({ clear: true });
    expect(clearing({ hintedAt: null, tries: 0 }, null)).toMatchObject({ clear: true });
  });

  test("stays when the body had a time and the read does not show the object: it is too new for that read", () => {
    expect(clearing({ hintedAt: at("06"), tries: 0 }, null)).toEqual({ clear: false, waitMs: 2_000 });
    expect(clearing({ hintedAt: at("06"), tries: 3 }, null)).toEqual({ clear: true, gaveUp: true });
  });
});
