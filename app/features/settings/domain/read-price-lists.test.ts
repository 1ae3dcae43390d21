import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCells, textsOfCells } from "./price-list-csv.ts";
import { NEW_LIST, NEW_ZONE, type ListTexts } from "./price-list-form.ts";
import { listTexts, readPriceLists } from "./read-price-lists.ts";

const zone = { ...NEW_ZONE, name: "Península", countries: "es, pt" };
const one = (change: Partial<typeof zone> = {}): ListTexts[] => [
  { name: "Postal", locationIds: ["7"], zones: [{ ...zone, steps: "1 4,50\n2 kg; 5.20", ...change }] },
];
const errorsOf = (lists: ListTexts[]) => {
  const read = readPriceLists(lists, "EUR");
  return read.status === "invalid" ? read.errors : {};
};

describe("the form of price lists", () => {
  test("reads weights in kilograms and prices with a point or a comma", () => {
    expect(readPriceLists(one({ postal: "28*, 29000-29099" }), "EUR")).toEqual({
      status: "read",
      lists: [
        {
          name: "Postal",
          locationIds: ["7"],
          zones: [
            {
              name: "Península",
              countries: ["ES", "PT"],
              provinces: [],
              postal: ["28*", "29000-29099"],
              steps: [
                { upToGrams: 1_000, minor: 450 },
                { upToGrams: 2_000, minor: 520 },
              ],
            },
          ],
        },
      ],
    });
  });

  test("names every field that is wrong, and what in it", () => {
    expect(errorsOf([NEW_LIST])).toEqual({
      "0.name": { code: "required", what: "" },
      "0.0.name": { code: "required", what: "" },
      "0.0.steps": { code: "required", what: "" },
    });
    expect(errorsOf(one({ countries: "Spain" }))).toEqual({ "0.0.countries": { code: "country", what: "SPAIN" } });
    expect(errorsOf(one({ postal: "28001, 29*9" }))).toEqual({ "0.0.postal": { code: "postal", what: "29*9" } });
    expect(errorsOf(one({ steps: "1 4.50\ntwo" }))).toEqual({ "0.0.steps": { code: "step", what: "two" } });
    expect(errorsOf(one({ steps: "1 4.505" }))).toEqual({ "0.0.steps": { code: "step", what: "1 4.505" } });
    expect(errorsOf(one({ steps: "\n1 4.50\n\n2 4.40" }))).toEqual({ "0.0.steps": { code: "falls", what: "2 4.40" } });
    expect(errorsOf([...one(), ...one()])).toEqual({ "1.name": { code: "twice", what: "Postal" } });
  });
});

const step = fc.record({ grams: fc.integer({ min: 1, max: 2_000 }), minor: fc.nat({ max: 2_000 }) });
const steps = fc.array(step, { minLength: 1, maxLength: 5 }).map((some) => {
  let [upToGrams, minor] = [0, 0];
  return some.map((each) => ({ upToGrams: (upToGrams += each.grams), minor: (minor += each.minor) }));
});
const zones = fc.array(steps, { minLength: 1, maxLength: 3 }).map((some) =>
  some.map((its, n) => ({
    name: `Zone ${n}`,
    countries: ["ES"],
    provinces: [],
    postal: ["28*", "SW1A 1AA"],
    steps: its,
  })),
);
const LOCATIONS = [
  { id: "7", name: "Almacén Madrid" },
  { id: "8", name: "Tienda, Sevilla" },
];

test("lists come back as they were from the form and from a file", () => {
  fc.assert(
    fc.property(fc.array(zones, { maxLength: 3 }), fc.subarray(["7", "8"]), (all, locationIds) => {
      const lists = all.map((its, n) => ({ name: `List ${n}`, locationIds, zones: its }));
      const texts = listTexts(lists, "EUR");
      expect(readPriceLists(texts, "EUR")).toEqual({ status: "read", lists });
      const heading = ["List", "Locations", "Zone", "Countries", "Provinces", "Postal codes", "Up to kg", "Price"];
      const file = [heading, ...csvCells(texts, LOCATIONS)];
      expect(textsOfCells(file, LOCATIONS)).toEqual({ lists: texts, unknown: [] });
    }),
  );
});

test("a file names the locations it knows of and the shop does not", () => {
  const rows = [["Postal", "almacén madrid | Bilbao", "All", "", "", "", "1", "2.50"]];
  expect(textsOfCells(rows, LOCATIONS)).toEqual({
    unknown: ["Bilbao"],
    lists: [{ name: "Postal", locationIds: ["7"], zones: [{ ...NEW_ZONE, name: "All", steps: "1 2.50" }] }],
  });
});
