import { MOST_UNITS } from "../../../core/stock-states.ts";
import { SETTABLE } from "./edit.ts";

/** The columns of the list's own file that are read; the others are for people. */
export const FILE_COLUMNS = [
  "sku",
  "barcode",
  "location",
  "available",
  "on_hand",
  "new_available",
  "new_on_hand",
] as const;
export type FileColumn = (typeof FILE_COLUMNS)[number];

/** What each column may be called, in all languages. */
export type ColumnNames = Readonly<Record<FileColumn, readonly string[]>>;

/** Why a line was not taken; each code has a text that says what to do. */
export type FileProblem =
  | "no_code"
  | "no_location"
  | "both"
  | "not_whole"
  | "negative"
  | "too_many"
  | "unknown_location"
  | "several_locations"
  | "unmatched"
  | "several"
  | "doubled"
  | "untracked"
  | "inactive";

/** What is wrong: the heading of the column at fault, and what stands there. */
export interface FileError {
  readonly field: string;
  readonly code: FileProblem;
  readonly text: string;
}

export interface FileRow {
  readonly sku: string;
  readonly barcode: string;
  readonly location: string;
  readonly state: (typeof SETTABLE)[number];
  readonly to: number;
  /** What the file's column of now says; null: it has none, or something else stands there. */
  readonly seen: number | null;
  /** Heading of the column with the number, and of the code. */
  readonly field: string;
}

/** Why a file as a whole cannot be read. */
export type FileFault = "no_code_column" | "no_location_column" | "no_value_column";

export type RowReader = (cells: readonly string[]) => FileRow | FileError | "untouched";

/**
 * A reader of the lines below these headings. In the list's own file the new numbers stand in columns of their own, beside what was seen: whoever sends back
 * a file of this morning does not undo the sales since. A file of somebody's own may have just one column of numbers.
 */
export function rowReader(headings: readonly string[], names: ColumnNames): RowReader | FileFault {
  const known = headings.map((heading) => heading.trim().toLowerCase());
  const places = Object.fromEntries(
    FILE_COLUMNS.map((column) => [column, known.findIndex((heading) => names[column].includes(heading))]),
  ) as Record<FileColumn, number>;
  const has = (column: FileColumn) => places[column] >= 0;
  if (!has("sku") && !has("barcode")) return "no_code_column";
  if (!has("location")) return "no_location_column";
  const own = !has("new_available") && !has("new_on_hand");
  const numbers = SETTABLE.map((state) => ({ state, column: own ? state : (`new_${state}` as const) })).filter(
    ({ column }) => has(column),
  );
  if (numbers.length === 0 || (own && numbers.length > 1)) return "no_value_column";
  const headingOf = (column: FileColumn) => headings[places[column]] ?? "";
  return (cells) => {
    const cell = (column: FileColumn) => (cells[places[column]] ?? "").replaceAll("\0", "").trim().slice(0, 255);
    const wrong = (column: FileColumn, code: FileProblem, text = ""): FileError => ({
      field: headingOf(column),
      code,
      text: text.slice(0, 100),
    });
    const [first, second] = numbers.filter(({ column }) => cell(column) !== "");
    if (!first) return "untouched";
    const { state, column } = first;
    if (second) return wrong(second.column, "both");
    const sku = cell("sku");
    const barcode = cell("barcode");
    if (sku === "" && barcode === "") return wrong(has("sku") ? "sku" : "barcode", "no_code");
    if (cell("location") === "") return wrong("location", "no_location");
    const to = wholeOf(cell(column));
    if (to === undefined) return wrong(column, "not_whole", cell(column));
    if (to < 0) return wrong(column, "negative", cell(column));
    if (to > MOST_UNITS) return wrong(column, "too_many", cell(column));
    const seen = own ? null : (wholeOf(cell(state)) ?? null);
    return { sku, barcode, location: cell("location"), state, to, seen, field: headingOf(column) };
  };
}

/** "12", "-3", "12.0" and "12,00"; not "1,200", which is twelve hundred for one and 1.2 for another, nor "+5", which a spreadsheet makes a 5 of. */
function wholeOf(text: string): number | undefined {
  const whole = /^(-?\d{1,12})(?:[.,]0{1,2})?$/.exec(text);
  return whole ? Number(whole[1]) : undefined;
}
