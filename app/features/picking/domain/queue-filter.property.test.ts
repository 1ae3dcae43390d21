import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseId } from "../../../core/ids.ts";
import {
  countViews,
  filterQueue,
  pageOf,
  QUEUE_SORTS,
  readQueueFilter,
  writeQueueFilter,
  type QueueFilter,
} from "./queue-filter.ts";
import type { Queued } from "./queue.ts";

const DAY = 86_400_000;
const NOW = 100 * DAY;

const queued: fc.Arbitrary<Omit<Queued, "id">> = fc.record({
  orderId: fc.constant(parseId<Queued["orderId"]>("1")),
  orderName: fc.constantFrom("#1001", "#1002"),
  locationId: fc.constantFrom(parseId<Queued["locationId"]>("5"), parseId<Queued["locationId"]>("6")),
  location: fc.constant("Madrid"),
  zone: fc.constantFrom("ES-M", "FR"),
  method: fc.constantFrom("Standard", "Express"),
  carrier: fc.constant("tramo"),
  cutOffAt: fc.constant(null),
  deadlineAt: fc.constant(null),
  dueAt: fc.option(fc.integer({ min: -3, max: 3 }).map((days) => NOW + days * DAY)),
  placedAt: fc.integer({ min: 90, max: 100 }).map((day) => day * DAY),
  priority: fc.integer({ min: 0, max: 5 }),
  lines: fc.integer({ min: 1, max: 2 }),
  units: fc.integer({ min: 1, max: 4 }),
  bin: fc.constant(""),
  waitsFor: fc.constantFrom(null, "held" as const),
  batch: fc.constantFrom(null, { id: "1", assignee: "" }),
});
// Numbers of different length: they are compared as numbers.
const queue = fc
  .array(queued, { maxLength: 30 })
  .map((list) => list.map((each, n): Queued => ({ ...each, id: parseId(String(7 + n)) })));
const filter: fc.Arbitrary<QueueFilter> = fc
  .record({
    view: fc.constantFrom("ready", "batched", "waiting"),
    location: fc.constantFrom("", "5"),
    due: fc.constantFrom("", "missed", "next", "later", "none"),
    zone: fc.constantFrom("", "FR"),
    method: fc.constantFrom("", "Express"),
    priority: fc.constantFrom("", "0", "1"),
    size: fc.constantFrom("", "unit", "line", "several"),
    age: fc.constantFrom("", "2"),
    q: fc.constantFrom("", "1002"),
    sort: fc
      .tuple(fc.constantFrom(...QUEUE_SORTS), fc.constantFrom("asc", "desc"))
      .map(([sort, direction]) => `${sort}.${direction}`),
  })
  .map((parameters) => readQueueFilter(new URLSearchParams(parameters)));
const tomorrow = () => NOW + DAY;

test("the pages of a list have every order once, in its order", () => {
  fc.assert(
    fc.property(queue, filter, fc.integer({ min: 1, max: 5 }), (list, wanted, size) => {
      const shown = filterQueue(list, wanted, NOW, tomorrow);
      const seen: Queued[] = [];
      for (let after: string | null = null, pages = 0; pages < 40; pages += 1) {
        const page = pageOf(shown, { ...wanted, after }, size);
        seen.push(...page.rows);
        after = page.next;
        if (after === null) break;
      }
      expect(seen).toEqual(shown);
    }),
  );
});

test("the next page goes on where this one ended, also when its last order has gone meanwhile", () => {
  fc.assert(
    fc.property(queue, filter, (list, wanted) => {
      const shown = filterQueue(list, wanted, NOW, tomorrow);
      const { rows, next } = pageOf(shown, wanted, 2);
      if (next === null) return;
      const without = shown.filter(({ id }) => id !== rows.at(-1)?.id);
      expect(pageOf(without, { ...wanted, after: next }, 99).rows).toEqual(shown.slice(2));
    }),
  );
});

test("a filter comes back from its address as it went", () => {
  fc.assert(
    fc.property(filter, (wanted) => {
      expect(readQueueFilter(new URLSearchParams(writeQueueFilter(wanted)))).toEqual(wanted);
    }),
  );
});

test("each order is in one view, and the views count all of them", () => {
  fc.assert(
    fc.property(queue, (list) => {
      const counts = countViews(list, { locationId: null });
      expect(counts.ready + counts.batched + counts.waiting).toBe(list.length);
    }),
  );
});

describe("what an address says", () => {
  const read = (text: string) => readQueueFilter(new URLSearchParams(text));
  test("and nobody knows, is not filtered", () => {
    expect(read("view=x&location=a&due=x&priority=9&size=x&age=x&sort=x&after=drop")).toEqual(read(""));
  });
  test("is due with the next pickup, or missed its own", () => {
    const one = (days: number): Queued => ({ ...(fc.sample(queued, 1)[0] as Queued), dueAt: NOW + days * DAY });
    const list = [-1, 1, 2].map((days, n) => ({
      ...one(days),
      batch: null,
      waitsFor: null,
      id: parseId<Queued["id"]>(String(n + 1)),
    }));
    const shown = (due: string) => filterQueue(list, read(`due=${due}`), NOW, tomorrow).map(({ id }) => id);
    expect([shown("missed"), shown("next"), shown("later"), shown("none")]).toEqual([["1"], ["2"], ["3"], []]);
  });
});
