import type { ParcelEvent } from "../../app/features/delivery/domain/order-status-view.ts";

const MINUTE_MS = 60_000;

/** Newest first; entries of the same instant keep their order. */
export function newestFirst<Entry extends { at: string }>(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** The newest instant in milliseconds, null when there is none. */
export function latestAt(entries: readonly { at: string }[]): number | null {
  const times = entries.map((entry) => Date.parse(entry.at));
  return times.length === 0 ? null : Math.max(...times);
}

/**
 * One timeline out of two reports about the same parcel, newest first. The same stage within one minute is the same
 * scan seen twice (we write our scans back to Shopify, which keeps whole seconds); the report with a place stays.
 */
export function mergeTimelines(a: readonly ParcelEvent[], b: readonly ParcelEvent[]): readonly ParcelEvent[] {
  const merged: ParcelEvent[] = [];
  for (const event of newestFirst([...a, ...b])) {
    const twin = merged.findIndex(
      (other) => other.stage === event.stage && Math.abs(Date.parse(other.at) - Date.parse(event.at)) < MINUTE_MS,
    );
    const known = merged[twin];
    if (known === undefined) merged.push(event);
    else if (known.place === null && event.place !== null) merged[twin] = { ...known, place: event.place };
  }
  return merged;
}
