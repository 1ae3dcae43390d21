import { describe, expect, test } from "vitest";
import { hasText, withTexts } from "./note.ts";

describe("a note", () => {
  test("keeps what is there, and gets each text on a line of its own, once", () => {
    expect(withTexts("", ["Fragile", "Fragile"])).toBe("Fragile");
    expect(withTexts("Ring twice", ["Fragile", "Call first"])).toBe("Ring twice\nFragile\nCall first");
    expect(withTexts("Ring twice\r\nFragile ", ["Fragile"])).toBe("Ring twice\r\nFragile ");
  });

  test("has a text as whole lines, not as a part of one", () => {
    expect(hasText("Gift wrap, please", "Gift")).toBe(false);
    expect(hasText("One\nTwo\nThree", "Two\nThree")).toBe(true);
    expect(hasText("One\nTwo", "Two\nThree")).toBe(false);
  });

  test("without room for all is left as it is; one that is too long already is no reason not to find a text in it", () => {
    expect(withTexts("x".repeat(4_990), ["y".repeat(9)])).toHaveLength(5_000);
    expect(withTexts("x".repeat(4_990), ["y".repeat(10)])).toBeNull();
    expect(withTexts("🎁".repeat(4_990), ["y".repeat(9)])).not.toBeNull();
    const long = `${"x".repeat(6_000)}\nFragile`;
    expect(withTexts(long, ["Fragile"])).toBe(long);
  });
});
