import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { clockEnv, fastClock, pacedClock, realClock, sleep, steppableClock } from "./clock.ts";

const START = "2026-11-23T09:00:00.000Z";
const at = (clock: { now(): Date }) => clock.now().toISOString();

describe("a steppable clock", () => {
  test("stands still until it is stepped", async () => {
    const clock = steppableClock(START);
    expect(at(clock)).toBe(START);
    await clock.advance(90_000);
    expect(at(clock)).toBe("2026-11-23T09:01:30.000Z");
  });

  test("runs each timer at its own time and in order, also one set by another timer", async () => {
    const clock = steppableClock(START);
    const seen: string[] = [];
    clock.after(2_000, () => void seen.push(`second ${at(clock).slice(17, 19)}`));
    clock.after(1_000, () => {
      seen.push(`first ${at(clock).slice(17, 19)}`);
      clock.after(500, () => void seen.push(`between ${at(clock).slice(17, 23)}`));
    });
    await clock.advance(1_999);
    expect(seen).toEqual(["first 01", "between 01.500"]);
    await clock.advance(1);
    expect(seen).toEqual(["first 01", "between 01.500", "second 02"]);
  });

  test("timers due at the same moment run in the order they were set", async () => {
    const clock = steppableClock(START);
    const seen: number[] = [];
    for (const n of [1, 2, 3]) clock.after(10, () => void seen.push(n));
    await clock.advance(10);
    expect(seen).toEqual([1, 2, 3]);
  });

  test("waits for a task's promise before the next timer", async () => {
    const clock = steppableClock(START);
    const seen: string[] = [];
    clock.after(1, async () => {
      await new Promise<void>((resolve) => void setImmediate(resolve));
      seen.push("slow");
    });
    clock.after(2, () => void seen.push("quick"));
    await clock.advance(2);
    expect(seen).toEqual(["slow", "quick"]);
  });

  test("a cancelled timer never runs", async () => {
    const clock = steppableClock(START);
    let ran = false;
    const cancel = clock.after(1, () => void (ran = true));
    expect(clock.nextTimer()?.toISOString()).toBe("2026-11-23T09:00:00.001Z");
    cancel();
    await clock.advance(1_000);
    expect(ran).toBe(false);
    expect(clock.nextTimer()).toBeUndefined();
  });

  test("what a task throws comes out of advance, and the clock stands where it happened", async () => {
    const clock = steppableClock(START);
    clock.after(5, () => {
      throw new Error("no");
    });
    await expect(clock.advance(10)).rejects.toThrow("no");
    expect(at(clock)).toBe("2026-11-23T09:00:00.005Z");
  });

  test("sleep ends when its time has passed, not before", async () => {
    const clock = steppableClock(START);
    let woke = false;
    void sleep(clock, 1_000).then(() => (woke = true));
    await clock.advance(999);
    expect(woke).toBe(false);
    await clock.advance(1);
    expect(woke).toBe(true);
  });

  test("tells another process to stand still at the same time", () => {
    const [real, shop, speed] = clockEnv(steppableClock(START)).split(",").map(Number);
    expect(real).toBeGreaterThan(0);
    expect(shop).toBe(Date.parse(START));
    expect(speed).toBe(0);
  });
});

describe("a fast clock", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-01-01T00:00:00.000Z") }));
  afterEach(() => void vi.useRealTimers());

  test("starts at its epoch and passes the machine's time multiplied", () => {
    const clock = fastClock(new Date(START), 3_600);
    expect(at(clock)).toBe(START);
    vi.advanceTimersByTime(1_000);
    expect(at(clock)).toBe("2026-11-23T10:00:00.000Z");
    expect(clock.realDelay(3_600_000)).toBe(1_000);
  });

  test("tells another process from when and how fast to count", () => {
    const clock = fastClock(new Date(START), 60);
    expect(clockEnv(clock)).toBe(`${String(Date.parse("2026-01-01T00:00:00Z"))},${String(Date.parse(START))},60`);
  });

  test("runs a timer when the shop's time has come", () => {
    const clock = fastClock(new Date(START), 60);
    let fired = false;
    clock.after(60_000, () => void (fired = true));
    vi.advanceTimersByTime(999);
    expect(fired).toBe(false);
    vi.advanceTimersByTime(1);
    expect(fired).toBe(true);
  });

  test("a wait longer than setTimeout can hold ends on its day, not at once", () => {
    const clock = realClock();
    let fired = false;
    clock.after(40 * 86_400_000, () => void (fired = true));
    vi.advanceTimersByTime(40 * 86_400_000 - 1);
    expect(fired).toBe(false);
    vi.advanceTimersByTime(1);
    expect(fired).toBe(true);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the speed %s", (speed) => {
    expect(() => fastClock(new Date(START), speed)).toThrow(RangeError);
  });
});

describe("a clock of changing pace", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-01-01T00:00:00.000Z") }));
  afterEach(() => void vi.useRealTimers());

  test("stands until its pace begins, so that processes started later begin with it", () => {
    const clock = pacedClock(new Date(START));
    clock.pace(3_600, Date.now() + 2_000);
    vi.advanceTimersByTime(2_000);
    expect(at(clock)).toBe(START);
    vi.advanceTimersByTime(1_000);
    expect(at(clock)).toBe("2026-11-23T10:00:00.000Z");
    expect(clockEnv(clock)).toBe(`${String(Date.parse("2026-01-01T00:00:02Z"))},${String(Date.parse(START))},3600`);
  });

  test("goes on from where it was when it is given another pace, and a timer still runs at its time in the shop", () => {
    const clock = pacedClock(new Date(START));
    const rang: string[] = [];
    clock.after(3_600_000, () => void rang.push(at(clock)));
    clock.pace(60, Date.now());
    vi.advanceTimersByTime(30_000);
    expect(at(clock)).toBe("2026-11-23T09:30:00.000Z");
    clock.pace(1_800, Date.now());
    vi.advanceTimersByTime(999);
    expect(rang).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(rang).toEqual(["2026-11-23T10:00:00.000Z"]);
  });

  test("a timer cancelled before the pace began never runs", () => {
    const clock = pacedClock(new Date(START));
    let ran = false;
    const cancel = clock.after(1_000, () => void (ran = true));
    cancel();
    clock.pace(60, Date.now());
    vi.advanceTimersByTime(60_000);
    expect(ran).toBe(false);
  });
});
