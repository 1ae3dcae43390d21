import fc from "fast-check";
import { expect, test } from "vitest";
import { INBOX_AREAS, INBOX_KINDS, type InboxKind } from "../../../core/inbox.ts";
import {
  DUES,
  INBOX_SORTS,
  kindsOf,
  OWNERS,
  readInboxFilter,
  readInboxPlace,
  writeInboxFilter,
  writeInboxPlace,
} from "./filter.ts";

const KINDS = Object.keys(INBOX_KINDS) as InboxKind[];
const area = fc.option(fc.constantFrom(...INBOX_AREAS));
const filter = area.chain((chosen) =>
  fc.record({
    areas: fc.constant(INBOX_AREAS),
    area: fc.constant(chosen),
    kind: fc.option(fc.constantFrom(...kindsOf(chosen))),
    owner: fc.option(fc.constantFrom(...OWNERS)),
    due: fc.option(fc.constantFrom(...DUES)),
    resting: fc.boolean(),
    fresh: fc.boolean(),
    search: fc.string({ maxLength: 100 }).map((text) => text.replaceAll("\0", " ").trim()),
    sort: fc.constantFrom(...INBOX_SORTS),
    descending: fc.boolean(),
  }),
);

test("a filter comes out of its address as it went in", () => {
  fc.assert(
    fc.property(filter, (given) => {
      expect(readInboxFilter(new URLSearchParams(writeInboxFilter(given)))).toEqual(given);
    }),
  );
});

test("a place comes out of its address as it went in, whatever signs a carrier's code has", () => {
  const value = fc.constantFrom("infinity", "2026-11-02T09:00:00.000Z");
  const ref = fc.string({ minLength: 1 }).filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(value, fc.constantFrom(...KINDS), ref, (at, kind, name) => {
      const place = { value: at, since: "2026-11-01T09:00:00.000Z", kind, ref: name };
      expect(readInboxPlace(new URLSearchParams({ after: writeInboxPlace(place) }))).toEqual({
        ...{ side: "after", ...place },
      });
    }),
  );
});

test("a kind of another area is not asked for", () => {
  expect(readInboxFilter(new URLSearchParams("area=orders&kind=risk")).kind).toBeNull();
});

const SINCE = "2026-11-01T09:00:00.000Z";
test.each([
  ...["", "x", `soon_${SINCE}_order_1`, `infinity_${SINCE}_order_`, `infinity_${SINCE}_nothing_1`],
  "infinity_soon_order_1",
])("%j is no place", (after) => {
  expect(readInboxPlace(new URLSearchParams({ after }))).toBeNull();
});

test("each kind has an area with a tab", () => {
  expect(new Set(Object.values(INBOX_KINDS))).toEqual(new Set(INBOX_AREAS));
});
