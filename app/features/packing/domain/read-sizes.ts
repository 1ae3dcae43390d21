import { readRows, readSides, type RowError } from "./read-rows.ts";

/** How large one unit is; without sides: it is forgotten. */
export interface TypedSize {
  readonly line: number;
  readonly sku: string;
  readonly sides: { readonly lengthMm: number; readonly widthMm: number; readonly heightMm: number } | null;
}

const WORDS = {
  sku: ["sku", "código", "codigo"],
  length: ["length", "largo"],
  width: ["width", "ancho"],
  height: ["height", "alto"],
  unit: ["unit", "unidad"],
} as const;

/** Reads a list of sizes by SKU. A row without any side takes the size back. */
export function readSizes(lines: readonly { readonly line: number; readonly cells: readonly string[] }[]): {
  readonly sizes: TypedSize[];
  readonly errors: RowError[];
} {
  const { rows, errors } = readRows(lines, WORDS, ["unit"]);
  const sizes = new Map<string, TypedSize>();
  const wrong: RowError[] = [...errors];
  for (const row of rows) {
    const sku = row.value("sku").slice(0, 255);
    const before = sizes.get(sku);
    const isEmpty = (["length", "width", "height"] as const).every((side) => row.value(side) === "");
    // What is 30.1 cm long does not fit into 30: units are rounded up.
    const sides = isEmpty ? null : readSides(row, Math.ceil);
    if (sku === "") wrong.push({ line: row.line, column: row.heading("sku"), code: "missing", text: "" });
    else if (before)
      wrong.push({ line: row.line, column: row.heading("sku"), code: "twice", text: String(before.line) });
    else if (sides !== null && "code" in sides) wrong.push({ line: row.line, ...sides });
    else sizes.set(sku, { line: row.line, sku, sides });
  }
  return { sizes: [...sizes.values()], errors: wrong };
}
