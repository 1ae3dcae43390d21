/** What the list of stock can show beside the item and its location, in this order: facts of the item, the eight quantities, money, time. */
export const COLUMNS = [
  "sku",
  "barcode",
  "vendor",
  "type",
  "available",
  "on_hand",
  "committed",
  "incoming",
  "reserved",
  "damaged",
  "safety_stock",
  "quality_control",
  "cost",
  "value",
  "updated",
] as const;
export type Column = (typeof COLUMNS)[number];

/** What most people look for. */
export const USUAL_COLUMNS: readonly Column[] = ["sku", "available", "on_hand", "committed", "incoming", "value"];

/** Reads the columns from an address; without any that we know, the usual ones. */
export function readColumns(parameters: URLSearchParams): readonly Column[] {
  const named = (parameters.get("columns") ?? "").split(",");
  const columns = COLUMNS.filter((column) => named.includes(column));
  return columns.length > 0 ? columns : USUAL_COLUMNS;
}

/** The columns as a parameter of an address; the usual ones are not named. */
export function writeColumns(columns: readonly Column[]): Record<string, string> {
  const chosen = COLUMNS.filter((column) => columns.includes(column));
  return chosen.length === 0 || chosen.join() === USUAL_COLUMNS.join() ? {} : { columns: chosen.join(",") };
}
