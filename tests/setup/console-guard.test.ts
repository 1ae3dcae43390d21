import { describe, expect, it, vi } from "vitest";

describe("the console guard", () => {
  it.fails("fails a test that writes an error", () => {
    console.error("unexpected %s", "line");
  });

  it.fails("fails a test that writes a warning", () => {
    console.warn("unexpected");
  });

  it("leaves a test alone that expects the line", () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    console.error("expected");
    expect(error).toHaveBeenCalledWith("expected");
    error.mockRestore();
  });
});
