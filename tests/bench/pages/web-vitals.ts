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
  /** What moved furthest, and what was slowest to answer: for whoever mends it. */
  readonly moved: string;
  readonly slow: string;
}

/** Runs in the page, before anything of it. A session of shifts ends after a second without one, and after five seconds. */
function observe(): void {
  const observed: { -readonly [Name in keyof WebVitals]: WebVitals[Name] } = {
    ...{ lcp: null, inp: null, cls: 0 },
    ...{ moved: "", slow: "" },
  };
  const nameOf = (node: unknown) =>
    node instanceof Element
      ? `${node.tagName.toLowerCase()}.${node.className} ${node.textContent.slice(0, 20)}`
      : "gone";
  let furthest = 0;
  const session = { began: 0, last: 0, sum: 0 };
  const each = (type: string, options: object, take: (entry: PerformanceEntry & Record<string, unknown>) => void) => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as PerformanceEntry & Record<string, unknown>);
    }).observe({ type, buffered: true, ...options });
  };
  each("largest-contentful-paint", {}, ({ startTime }) => {
    observed.lcp = startTime;
  });
  each("layout-shift", {}, ({ startTime, hadRecentInput, value, sources }) => {
    if (hadRecentInput === true) return;
    if (Number(value) > furthest) {
      furthest = Number(value);
      observed.moved = `at ${Math.round(startTime)} ms ${(sources as { node: unknown }[]).map(({ node }) => nameOf(node)).join("; ")}`;
    }
    if (startTime - session.last > 1_000 || startTime - session.began > 5_000) {
      session.began = startTime;
      session.sum = 0;
    }
    session.last = startTime;
    session.sum += Number(value);
    observed.cls = Math.max(observed.cls, session.sum);
  });
  each("event", { durationThreshold: 16 }, ({ name, interactionId, duration, target }) => {
    if (Number(interactionId) === 0 || duration <= (observed.inp ?? 0)) return;
    observed.inp = duration;
    observed.slow = `${name} on ${nameOf(target)}`;
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
