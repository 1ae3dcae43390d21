import { expect, test } from "vitest";
import { placeOf, readPickupFilter, readPlace } from "./pickup-filter.ts";

test("an address without anything shows what is open, the most urgent first", () => {
  expect(readPickupFilter(new URLSearchParams())).toEqual({
    view: "open",
    locationId: null,
    search: "",
    descending: false,
    after: null,
    before: null,
  });
});

test("what it does not know counts as not given", () => {
  const odd = new URLSearchParams({ view: "x", location: "y", after: "z", before: "1_x", sort: "?", q: " a\0b " });
  expect(readPickupFilter(odd)).toMatchObject({
    view: "open",
    locationId: null,
    after: null,
    before: null,
    search: "a b",
  });
});

test("a page begins behind a row or ends before one, not both", () => {
  const at = new Date("2026-11-23T10:00:00Z");
  const place = placeOf(at, "7");
  expect(readPlace(place)).toEqual({ at, id: "7" });
  const both = readPickupFilter(new URLSearchParams({ after: place, before: place }));
  expect(both).toMatchObject({ after: null, before: place });
});
