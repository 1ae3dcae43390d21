import { readAddress, sortText } from "../../../core/address.ts";
import type { LocationId } from "../../../core/ids.ts";
import { dueOf, sizeOf, type Due, type Queued } from "./queue.ts";
import { compareRanks, rankOf, type Rank } from "./urgency.ts";

export const QUEUE_VIEWS = ["ready", "batched", "waiting"] as const;
export const QUEUE_SORTS = ["urgency", "due", "placed", "units"] as const;
export const AGES = ["1", "2", "5"] as const;
const DUES = ["missed", "next", "later", "none"] as const satisfies readonly Due[];
const SIZES = ["unit", "line", "several"] as const;

/** What the work queue shows; lives in the address. Empty texts: not filtered. */
export interface QueueFilter {
  readonly view: (typeof QUEUE_VIEWS)[number];
  readonly locationId: LocationId | null;
  readonly due: Due | "";
  readonly zone: string;
  readonly method: string;
  /** "0": none. */
  readonly priority: string;
  readonly size: (typeof SIZES)[number] | "";
  /** Older than so many days. */
  readonly age: (typeof AGES)[number] | "";
  readonly search: string;
  readonly sort: (typeof QUEUE_SORTS)[number];
  readonly descending: boolean;
  /** The page begins behind this place. */
  readonly after: string | null;
}

/** Reads a filter from an address; what it does not know counts as not given. */
export function readQueueFilter(parameters: URLSearchParams): QueueFilter {
  const address = readAddress(parameters);
  const [sort, direction] = address.sort(QUEUE_SORTS);
  const priority = parameters.get("priority") ?? "";
  const after = parameters.get("after");
  return {
    view: address.oneOf("view", QUEUE_VIEWS) ?? "ready",
    locationId: address.id<LocationId>("location"),
    due: address.oneOf("due", DUES) ?? "",
    zone: address.text("zone"),
    method: address.text("method"),
    priority: /^[0-5]$/.test(priority) ? priority : "",
    size: address.oneOf("size", SIZES) ?? "",
    age: address.oneOf("age", AGES) ?? "",
    search: address.text("q"),
    sort: sort ?? "urgency",
    descending: direction === "desc",
    after: after !== null && /^-?\d+(_-?\d+)*$/.test(after) ? after : null,
  };
}

/** The filter as the parameters of an address, without its page; what is not filtered is not named. */
export function writeQueueFilter(filter: QueueFilter): Record<string, string> {
  const { view, locationId, due, zone, method, priority, size, age, search, sort, descending } = filter;
  const all = { view, location: locationId ?? "", due, zone, method, priority, size, age, q: search };
  const given = Object.entries(all).filter(([key, value]) => value !== "" && !(key === "view" && value === "ready"));
  const isUsual = sort === "urgency" && !descending;
  return { ...Object.fromEntries(given), ...(isUsual ? {} : { sort: sortText(sort, descending) }) };
}

/** The filter of an address in the spelling of `writeQueueFilter`. */
export const tidyQueueFilter = (given: URLSearchParams): Record<string, string> =>
  writeQueueFilter(readQueueFilter(given));

const DAY_MS = 86_400_000;

const viewOf = ({ batch, waitsFor }: Queued): QueueFilter["view"] =>
  batch !== null ? "batched" : waitsFor === null ? "ready" : "waiting";

/** How many orders each view has, of those of the location that is chosen. */
export function countViews(
  queue: readonly Queued[],
  { locationId }: Pick<QueueFilter, "locationId">,
): Record<QueueFilter["view"], number> {
  const counts = { ready: 0, batched: 0, waiting: 0 };
  for (const each of queue) if (locationId === null || each.locationId === locationId) counts[viewOf(each)] += 1;
  return counts;
}

/** What of the queue the filter shows, in its order. `nextCutOff`: the next pickup at a location. */
export function filterQueue(
  queue: readonly Queued[],
  filter: QueueFilter,
  now: number,
  nextCutOff: (each: Queued) => number | null,
): Queued[] {
  const search = filter.search.toLowerCase();
  const shown = queue.filter(
    (each) =>
      viewOf(each) === filter.view &&
      (filter.locationId === null || each.locationId === filter.locationId) &&
      (filter.due === "" || dueOf(each, now, nextCutOff(each)) === filter.due) &&
      (filter.zone === "" || each.zone === filter.zone) &&
      (filter.method === "" || each.method === filter.method) &&
      (filter.priority === "" || each.priority === Number(filter.priority)) &&
      (filter.size === "" || sizeOf(each) === filter.size || (filter.size === "line" && each.lines === 1)) &&
      (filter.age === "" || now - each.placedAt > Number(filter.age) * DAY_MS) &&
      (search === "" || each.orderName.toLowerCase().includes(search)),
  );
  return shown.toSorted((a, b) => compareBy(filter, a, b));
}

function sortKey(sort: QueueFilter["sort"], each: Queued): Rank {
  switch (sort) {
    case "urgency":
      return rankOf(each);
    case "due":
      return [each.dueAt ?? Number.MAX_SAFE_INTEGER];
    case "placed":
      return [each.placedAt];
    case "units":
      return [each.units];
  }
}

function compareBy({ sort, descending }: QueueFilter, a: Queued, b: Queued): number {
  const compared = compareRanks(sortKey(sort, a), sortKey(sort, b), a.id, b.id);
  return descending ? -compared : compared;
}

export interface QueuePage {
  readonly rows: readonly Queued[];
  /** The place behind which the next page begins; null: there is none. */
  readonly next: string | null;
}

/** One page of what is shown: by the place of its last order, so that nothing is skipped when others come or go meanwhile. */
export function pageOf(shown: readonly Queued[], filter: QueueFilter, size: number): QueuePage {
  const place = filter.after?.split("_");
  const isBehind = (each: Queued) => {
    if (place === undefined) return true;
    const compared = compareRanks(
      sortKey(filter.sort, each),
      place.slice(0, -1).map(Number),
      each.id,
      place.at(-1) ?? "",
    );
    return filter.descending ? compared < 0 : compared > 0;
  };
  const rest = shown.filter(isBehind);
  const rows = rest.slice(0, size);
  const last = rows.at(-1);
  const next = last === undefined || rest.length <= size ? null : [...sortKey(filter.sort, last), last.id].join("_");
  return { rows, next };
}
