import { readHeadings } from "./headings.ts";

/** A row of a counted list: which item (SKU or barcode) and how many of it. */
export interface CountRow {
  readonly line: number;
  readonly code: string;
  readonly units: number;
}

/** What is wrong with a row: its line in the file, the column, and a code with a text that says what to do. */
export interface RowError {
  readonly line: number;
  readonly column: string;
  readonly code:
    | "no_code_column"
    | "no_value_column"
    | "no_code"
    | "no_value"
    | "not_whole"
    | "too_long"
    | "twice"
    | "unknown"
    | "broken";
  readonly text: string;
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const UNITS = ["quantity", "counted", "units", "cantidad", "contado", "unidades"];
/** More than any shelf holds; Shopify takes up to a thousand million. */
const MOST = 1_000_000;

/** Reads a list of counted items. Good rows are taken, whatever is wrong with others. */
export function readCountRows(lines: readonly Line[]): { readonly rows: CountRow[]; readonly errors: RowError[] } {
  const read = readHeadings(lines, UNITS);
  if (read.status === "wrong") return { rows: [], errors: [read.error] };
  const rows: CountRow[] = [];
  const errors: RowError[] = [];
  const seen = new Map<string, number>();
  for (const { line, code, value } of read.rows) {
    const wrong = (column: string, what: RowError["code"], text: string) =>
      errors.push({ line, column, code: what, text });
    const before = seen.get(code);
    if (code === "") wrong(read.codeColumn, "no_code", "");
    else if (value === "") wrong(read.valueColumn, "no_value", "");
    else if (!/^\d{1,7}$/.test(value) || Number(value) > MOST) wrong(read.valueColumn, "not_whole", value);
    else if (before !== undefined) wrong(read.codeColumn, "twice", String(before));
    else {
      rows.push({ line, code, units: Number(value) });
      seen.set(code, line);
    }
  }
  return { rows, errors };
}

/** Where an item lies. */
export interface BinRow {
  readonly line: number;
  readonly code: string;
  readonly bin: string;
}

const BINS = ["bin", "shelf", "ubicación", "ubicacion", "estante", "hueco"];
const LONGEST_BIN = 50;

/** Reads a list of items and their bins; an empty bin takes the item out of its bin. */
export function readBinRows(lines: readonly Line[]): { readonly rows: BinRow[]; readonly errors: RowError[] } {
  const read = readHeadings(lines, BINS);
  if (read.status === "wrong") return { rows: [], errors: [read.error] };
  const rows = new Map<string, BinRow>();
  const errors: RowError[] = [];
  for (const { line, code, value } of read.rows) {
    const before = rows.get(code);
    if (code === "") errors.push({ line, column: read.codeColumn, code: "no_code", text: "" });
    else if (value.length > LONGEST_BIN)
      errors.push({ line, column: read.valueColumn, code: "too_long", text: value.slice(0, LONGEST_BIN) });
    else if (before) errors.push({ line, column: read.codeColumn, code: "twice", text: String(before.line) });
    else rows.set(code, { line, code, bin: value });
  }
  return { rows: [...rows.values()], errors };
}
