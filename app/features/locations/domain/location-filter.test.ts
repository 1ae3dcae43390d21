import { describe, expect, test } from "vitest";
import { filterLocations, readLocationFilter, writeLocationFilter } from "./location-filter.ts";

const row = (name: string, change: object = {}) => ({
  name,
  city: null,
  country: "ES",
  kind: "store" as const,
  isSet: true,
  open: true,
  nextCutOffAt: 1_000,
  fullness: 0,
  ...change,
});
const ROWS = [
  row("Tienda 10", { city: "Málaga", open: false, nextCutOffAt: null }),
  row("Tienda 2", { fullness: 0.9, nextCutOffAt: 3_000 }),
  row("almacén", { kind: "warehouse", isSet: false, fullness: 0.2, nextCutOffAt: 2_000 }),
];
const names = (query: string) =>
  filterLocations(ROWS, readLocationFilter(new URLSearchParams(query)), "es").map(({ name }) => name);

describe("the list of locations", () => {
  test("goes by name, with numbers as numbers, or by load or cut-off; what has none comes last", () => {
    expect(names("")).toEqual(["almacén", "Tienda 2", "Tienda 10"]);
    expect(names("sort=name.desc")).toEqual(["Tienda 10", "Tienda 2", "almacén"]);
    expect(names("sort=load.desc")).toEqual(["Tienda 2", "almacén", "Tienda 10"]);
    expect(names("sort=cutOff.asc")).toEqual(["almacén", "Tienda 2", "Tienda 10"]);
    expect(names("sort=cutOff.desc")).toEqual(["Tienda 2", "almacén", "Tienda 10"]);
  });

  test("is narrowed by what was set, by who is open, by kind, and by words", () => {
    expect(names("set=no")).toEqual(["almacén"]);
    expect(names("open=no")).toEqual(["Tienda 10"]);
    expect(names("kind=store&set=yes&open=yes")).toEqual(["Tienda 2"]);
    expect(names("q=MÁLA")).toEqual(["Tienda 10"]);
    expect(names("q=lugo")).toEqual([]);
  });

  test("has an address that says what is shown, and takes nonsense for nothing", () => {
    const address = { set: "yes", open: "no", kind: "store", q: "sur", sort: "load.desc" };
    expect(writeLocationFilter(readLocationFilter(new URLSearchParams(address)))).toEqual(address);
    const nonsense = new URLSearchParams({ set: "maybe", sort: "color.up", page: "-3", kind: "ship" });
    expect(writeLocationFilter(readLocationFilter(nonsense))).toEqual({});
    expect(readLocationFilter(nonsense).page).toBe(1);
    expect(readLocationFilter(new URLSearchParams({ page: "3" })).page).toBe(3);
  });
});
