/** What is wrong with a row: its line in the file, the column as it is called there, and a code with a text that says what to do. */
export interface RowError {
  readonly line: number;
  readonly column: string;
  readonly code:
    "no_column" | "missing" | "not_number" | "out_of_range" | "unit" | "too_long" | "twice" | "unknown" | "broken";
  readonly text: string;
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface NamedRow<Column extends string> {
  readonly line: number;
  readonly value: (column: Column) => string;
  /** As the file calls it. */
  readonly heading: (column: Column) => string;
}

/** The rows of a file with the columns found by the words of its first line. `optional` ones may be missing. */
export function readRows<Column extends string>(
  lines: readonly Line[],
  words: Readonly<Record<Column, readonly string[]>>,
  optional: readonly NoInfer<Column>[],
): { readonly rows: NamedRow<Column>[]; readonly errors: RowError[] } {
  const [first, ...rest] = lines;
  const headings = (first?.cells ?? []).map((cell) => cell.trim());
  const columns = Object.keys(words) as Column[];
  const placeOf = new Map(
    columns.map((column) => [column, headings.findIndex((each) => words[column].includes(each.toLowerCase()))]),
  );
  const errors = columns.flatMap((column): RowError[] =>
    (placeOf.get(column) ?? -1) < 0 && !optional.includes(column)
      ? [{ line: first?.line ?? 1, column: "", code: "no_column", text: words[column][0] ?? "" }]
      : [],
  );
  if (errors.length > 0) return { rows: [], errors };
  const rows = rest.map(({ line, cells }) => ({
    line,
    // PostgreSQL's text has no NUL.
    value: (column: Column) => (cells[placeOf.get(column) ?? -1] ?? "").replaceAll("\0", "").trim(),
    heading: (column: Column) => headings[placeOf.get(column) ?? -1] ?? words[column][0] ?? "",
  }));
  return { rows, errors: [] };
}

/** A number as people type it, with a comma or a point; undefined when it is none. */
export function readNumber(text: string): number | undefined {
  return /^\d{1,9}([.,]\d{1,4})?$/.test(text) ? Number(text.replace(",", ".")) : undefined;
}

/** Units a side may be given in, in millimetres. */
export const MILLIMETRES: Readonly<Record<string, number>> = {
  mm: 1,
  cm: 10,
  m: 1_000,
  in: 25.4,
  inch: 25.4,
  inches: 25.4,
  '"': 25.4,
};
export const SIZE_UNITS = ["cm", "in"] as const;

/** More than any parcel's side: 10 m. */
const LONGEST_MM = 10_000;

interface Sides {
  readonly lengthMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The three sides of a row in whole millimetres; `round`: down for what has to hold, up for what has to fit. */
export function readSides(
  row: NamedRow<"length" | "width" | "height" | "unit">,
  round: (millimetres: number) => number,
): Sides | Omit<RowError, "line"> {
  const factor = MILLIMETRES[row.value("unit").toLowerCase() || "cm"];
  if (factor === undefined) return { column: row.heading("unit"), code: "unit", text: row.value("unit") };
  const found: number[] = [];
  for (const side of ["length", "width", "height"] as const) {
    const text = row.value(side);
    const number = readNumber(text);
    const wrong = (code: RowError["code"]) => ({ column: row.heading(side), code, text });
    if (text === "") return wrong("missing");
    if (number === undefined) return wrong("not_number");
    // 2.54 cm is 25.4 mm, and 0.1 × 3 is not 0.3: what is a whole millimetre stays one.
    const millimetres = round(Math.round(number * factor * 1_000) / 1_000);
    if (millimetres < 1 || millimetres > LONGEST_MM) return wrong("out_of_range");
    found.push(millimetres);
  }
  const [lengthMm = 0, widthMm = 0, heightMm = 0] = found;
  return { lengthMm, widthMm, heightMm };
}
