import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseId, type InventoryItemId, type LocationId } from "../../../core/ids.ts";
import { COLUMNS, readColumns, USUAL_COLUMNS, writeColumns } from "./columns.ts";
import {
  isFiltered,
  isText,
  LOOKS,
  NO_FILTER,
  readFilter,
  readPageKey,
  STOCK_SORTS,
  STOCKS,
  writeFilter,
  writePageKey,
  type StockFilter,
} from "./list-filter.ts";
import { tidyList } from "./tidy-list.ts";

const digits = <Id extends InventoryItemId | LocationId>() =>
  fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map((number) => parseId<Id>(number));
const text = fc.option(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).map((each) => each.replaceAll("\0", " ").trim() || "x"),
);
const filters: fc.Arbitrary<StockFilter> = fc
  .record({
    locations: fc.uniqueArray(digits<LocationId>(), { maxLength: 4 }),
    vendor: text,
    type: text,
    tag: text,
    stock: fc.option(fc.constantFrom(...STOCKS)),
    low: fc.integer({ min: 1, max: 1_000_000 }),
    tracked: fc.option(fc.boolean()),
    look: fc.option(fc.constantFrom(...LOOKS)),
    search: text.map((each) => each ?? ""),
    sort: fc.constantFrom(...STOCK_SORTS),
    descending: fc.boolean(),
  })
  .map((filter) => (filter.tracked === false ? { ...filter, sort: "title" as const } : filter));

describe("the filter of a list of stock", () => {
  test("survives the address it is written into", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
      }),
    );
  });

  test("is none for an address of nonsense, and is not written then", () => {
    const nonsense = new URLSearchParams(
      "location=a,b&stock=much&low=-3&tracked=maybe&look=away&sort=colour.up&vendor=",
    );
    expect(readFilter(nonsense)).toEqual(NO_FILTER);
    expect(writeFilter(NO_FILTER)).toEqual({});
    expect(isFiltered(NO_FILTER)).toBe(false);
  });

  test("begins numbers with the greatest and texts with A, unless it is told otherwise", () => {
    const first = (sort: string) => readFilter(new URLSearchParams({ sort })).descending;
    expect([first("title"), first("available"), first("updated"), first("sku.desc"), first("available.asc")]).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

test("a place in the list survives the address, whatever its text", () => {
  fc.assert(
    fc.property(
      digits<InventoryItemId>(),
      digits<LocationId>(),
      fc.constantFrom(...STOCK_SORTS),
      fc.string(),
      fc.integer(),
      (item, location, sort, name, number) => {
        const value = isText(sort) ? name.replaceAll("\0", "") : number;
        const place = writePageKey({ value, itemId: item, locationId: location });
        expect(readPageKey(new URLSearchParams({ after: place }), sort)).toEqual({
          side: "after",
          value,
          itemId: item,
          locationId: location,
        });
      },
    ),
  );
  expect(readPageKey(new URLSearchParams({ before: "1_2_abc" }), "available")).toBeNull();
  expect(readPageKey(new URLSearchParams({ before: "x_2_3" }), "title")).toBeNull();
});

describe("columns", () => {
  test("survive the address in one order, and fall back to the usual ones", () => {
    expect(readColumns(new URLSearchParams({ columns: "value,sku,colour" }))).toEqual(["sku", "value"]);
    expect(writeColumns(["value", "sku"])).toEqual({ columns: "sku,value" });
    expect(readColumns(new URLSearchParams({ columns: "colour" }))).toEqual(USUAL_COLUMNS);
    expect(writeColumns(USUAL_COLUMNS)).toEqual({});
    expect(readColumns(new URLSearchParams(writeColumns(COLUMNS)))).toEqual([...COLUMNS]);
  });
});

test("of an address filters and columns are kept and nothing else", () => {
  const address = new URLSearchParams("shop=a.myshopify.com&id_token=secret&stock=out&after=1_2_x&columns=sku&saved=7");
  expect(tidyList(address)).toEqual({ stock: "out", columns: "sku" });
});
