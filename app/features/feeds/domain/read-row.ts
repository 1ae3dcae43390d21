import type { FeedColumns } from "./feed.ts";

/** Why a line was not taken; each code has a text that says what to do. */
export type RowProblem =
  | "no_code"
  | "no_quantity"
  | "not_whole"
  | "negative"
  | "too_many"
  | "no_location"
  | "unknown_location"
  | "unmatched"
  | "doubled"
  | "untracked"
  | "inactive";

export interface RowError {
  readonly line: number;
  /** The heading of the column at fault. */
  readonly field: string;
  readonly code: RowProblem;
  readonly text: string;
  /** The item's code, where the line has one: an item that is named is not absent, however bad its line is. */
  readonly named: string;
  readonly location: string;
}

export interface FeedRow {
  readonly line: number;
  readonly code: string;
  readonly stated: number;
  /** As the file names it; "" when the feed has one location. */
  readonly location: string;
}

/** What a line says: a row, an error, or "skipped" for units in another state than available. */
export type ReadRow = FeedRow | RowError | "skipped";

const MOST = 1_000_000;
const SELLABLE = new Set(["", "available", "disponible", "ok", "in stock"]);

/** A reader of the lines below these headings; undefined when a column that is needed is not among them. */
export function rowReader(
  headings: readonly string[],
  columns: FeedColumns,
): ((line: number, cells: readonly string[]) => ReadRow) | undefined {
  const at = (name: string | undefined) => (name === undefined ? -1 : headings.indexOf(name));
  const [code, quantity, location, state] = [columns.code, columns.quantity, columns.location, columns.state].map(at);
  if (code === undefined || quantity === undefined || code < 0 || quantity < 0) return undefined;
  if (columns.location !== undefined && (location ?? -1) < 0) return undefined;
  return (line, cells) => {
    const cell = (index: number | undefined) => (cells[index ?? -1] ?? "").replaceAll("\0", "").trim();
    const place = columns.location === undefined ? "" : cell(location);
    const wrong = (field: string, problem: RowProblem, text = ""): RowError => ({
      line,
      field,
      code: problem,
      text: text.slice(0, 100),
      named: cell(code).slice(0, 255),
      location: place,
    });
    if (!SELLABLE.has(cell(state).toLowerCase())) return "skipped";
    if (cell(code) === "") return wrong(columns.code, "no_code");
    const stated = cell(quantity);
    if (stated === "") return wrong(columns.quantity, "no_quantity");
    // "12", "12.0" and "12,00"; not "1,200", which is twelve hundred for one and 1.2 for another.
    const whole = /^(-?)(\d{1,9})(?:[.,]0{1,2})?$/.exec(stated);
    if (!whole) return wrong(columns.quantity, "not_whole", stated);
    const units = Number(whole[2]);
    if (whole[1] === "-" && units > 0) return wrong(columns.quantity, "negative", stated);
    if (units > MOST) return wrong(columns.quantity, "too_many", stated);
    if (columns.location !== undefined && cell(location) === "") return wrong(columns.location, "no_location");
    return { line, code: cell(code).slice(0, 255), stated: units, location: place };
  };
}
