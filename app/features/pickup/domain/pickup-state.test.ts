import { describe, expect, test } from "vitest";
import { askRefusal, stateAfter, type ShownOrder } from "./pickup-state.ts";

const shown: ShownOrder = { status: "OPEN", deliveryMethod: "PICK_UP", total: 2, left: 2, prepared: false };

describe("what Shopify shows", () => {
  test("makes a pickup ready when somebody prepared it there", () => {
    expect(stateAfter("preparing", shown)).toBe("preparing");
    expect(stateAfter("preparing", { ...shown, prepared: true })).toBe("ready");
  });

  test("does not take back what we know: ready and not collected stay", () => {
    expect(stateAfter("ready", shown)).toBe("ready");
    expect(stateAfter("no_show", { ...shown, prepared: true })).toBe("no_show");
  });

  test("is collected when nothing is left and something was fulfilled, also when the rest was given back", () => {
    expect(stateAfter("preparing", { ...shown, status: "CLOSED", left: 0 })).toBe("collected");
    expect(stateAfter("no_show", { ...shown, status: "CLOSED", total: 1, left: 0 })).toBe("collected");
    expect(stateAfter("ready", { ...shown, left: 1 })).toBe("ready");
  });

  test("is gone when it was cancelled or is delivered in another way; given back by us it stays so", () => {
    expect(stateAfter("ready", { ...shown, status: "CANCELLED" })).toBe("gone");
    expect(stateAfter("preparing", { ...shown, deliveryMethod: "SHIPPING" })).toBe("gone");
    expect(stateAfter("preparing", { ...shown, total: 0, left: 0 })).toBe("gone");
    expect(stateAfter("returned", { ...shown, total: 0, left: 0 })).toBe("returned");
  });
});

describe("what may be asked", () => {
  test("is one thing at a time, of what is not settled", () => {
    expect(askRefusal({ state: "preparing", asked: "" }, "ready")).toBeNull();
    expect(askRefusal({ state: "preparing", asked: "ready" }, "ready")).toBe("busy");
    expect(askRefusal({ state: "ready", asked: "" }, "ready")).toBe("already");
    expect(askRefusal({ state: "collected", asked: "" }, "refund")).toBe("settled");
  });

  test("is nothing to collect before it is ready; who did not come may still come", () => {
    expect(askRefusal({ state: "preparing", asked: "" }, "collect")).toBe("not_ready");
    expect(askRefusal({ state: "no_show", asked: "" }, "collect")).toBeNull();
    expect(askRefusal({ state: "preparing", asked: "" }, "refund")).toBeNull();
  });
});
