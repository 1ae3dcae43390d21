/**
 * What a page is like for the person in front of it, as browsers measure it (https://web.dev/articles/vitals). Observed from the first byte on, in
 * the frame in which the app runs.
 */
import type { BrowserContext, Frame } from "playwright-core";

export interface WebVitals {
  /** Until the largest text or picture stood there, ms from the frame's navigation; null when nothing was painted. */
  readonly lcp: number | null;
  /** Layout shift: the sum of the worst session of shifts, without unit. */
  readonly cls: number;
  /** The slowest answer to a key or a click until the next paint, ms; null when there was none above the browser's least of 16. */
  readonly inp: number | null;
}

/** Runs in the page, before anything of it. A session of shifts ends after a second without one, and after five seconds. */
function observe(): void {
  const observed: { -readonly [Name in keyof WebVitals]: WebVitals[Name] } = { lcp: null, inp: null, cls: 0 };
  const session = { began: 0, last: 0, sum: 0 };
  const each = (type: string, options: object, take: (entry: PerformanceEntry & Record<string, unknown>) => void) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as PerformanceEntry & Record<string, unknown>);
    }).observe({ type, buffered: true, ...options });
  };
  each("largest-contentful-paint", {}, ({ startTime }) => {
    observed.lcp = startTime;
  });
  each("layout-shift", {}, ({ startTime, hadRecentInput, value }) => {
    if (hadRecentInput === true) return;
    if (startTime - session.last > 1_000 || startTime - session.began > 5_000) {
      session.began = startTime;
      session.sum = 0;
    }
    session.last = startTime;
    session.sum += Number(value);
    observed.cls = Math.max(observed.cls, session.sum);
  });
  each("event", { durationThreshold: 16 }, ({ interactionId, duration }) => {
    if (Number(interactionId) > 0) observed.inp = Math.max(observed.inp ?? 0, duration);
  });
  Object.assign(globalThis, { observed });
}

export async function observeVitals(context: BrowserContext): Promise<void> {
  await context.addInitScript(observe);
}

/** What was observed in a frame so far. */
export async function vitalsOf(frame: Frame): Promise<WebVitals> {
  return frame.evaluate<WebVitals>("observed");
}
