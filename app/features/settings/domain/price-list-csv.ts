import type { ListTexts, ZoneTexts } from "./price-list-form.ts";

/** The columns of the file, in this order. */
export const CSV_COLUMNS = [
  "list",
  "locations",
  "zone",
  "countries",
  "provinces",
  "postal",
  "upToKg",
  "price",
] as const;

interface NamedLocation {
  readonly id: string;
  readonly name: string;
}

/** Price lists as rows of a file, one for each step. */
export function csvCells(lists: readonly ListTexts[], locations: readonly NamedLocation[]): string[][] {
  const nameOf = (id: string) => locations.find((location) => location.id === id)?.name ?? id;
  return lists.flatMap(({ name, locationIds, zones }) =>
    zones.flatMap((zone) =>
      zone.steps.split("\n").map((step) => {
        const [kilograms = "", price = ""] = step.split(" ");
        const places = locationIds.map(nameOf).join(" | ");
        return [name, places, zone.name, zone.countries, zone.provinces, zone.postal, kilograms, price];
      }),
    ),
  );
}

/**
 * Rows of a file as texts of the form: rows of one list, and of one zone in it, belong together wherever they stand; what else is said of a list or a zone counts
 * by its first row. A heading is left out. `unknown`: names of locations that the shop does not have.
 */
export function textsOfCells(
  rows: readonly (readonly string[])[],
  locations: readonly NamedLocation[],
): { readonly lists: ListTexts[]; readonly unknown: string[] } {
  const unknown = new Set<string>();
  const idOf = (name: string): string[] => {
    const found = locations.find((location) => location.name.toLowerCase() === name.toLowerCase());
    if (found === undefined) unknown.add(name);
    return found === undefined ? [] : [found.id];
  };
  const isHeading = (row: readonly string[]) => !/\d/.test(`${row[6] ?? ""}${row[7] ?? ""}`);
  const steps = rows.filter((row, n) => n > 0 || !isHeading(row));
  const lists = [...Map.groupBy(steps, ([list = ""]) => list)].map(([name, of]): ListTexts => ({
    name,
    locationIds: namesIn(of[0]?.[1] ?? "").flatMap(idOf),
    zones: [...Map.groupBy(of, (row) => row[2] ?? "")].map(([zone, its]): ZoneTexts => {
      const [, , , countries = "", provinces = "", postal = ""] = its[0] ?? [];
      return {
        name: zone,
        ...{ countries, provinces, postal },
        steps: its.map((row) => `${row[6] ?? ""} ${row[7] ?? ""}`.trim()).join("\n"),
      };
    }),
  }));
  return { lists, unknown: [...unknown] };
}

const namesIn = (names: string): string[] =>
  names
    .split("|")
    .map((name) => name.trim())
    .filter((name) => name !== "");
