/** Figures of a measurement as a table on the terminal. */

export interface Report {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What the table does not say by itself. */
  readonly notes: readonly string[];
  /** Promises that were not kept; any makes the command fail. */
  readonly faults: readonly string[];
}

/** The report as text, columns aligned: the first to the left, the others to the right. */
export function reportText({ title, columns, rows, notes, faults }: Report): string {
  const cells = [columns, ...rows].map((row) =>
    row.map((cell) => (typeof cell === "number" ? numberText(cell) : cell)),
  );
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join("  ");
  return [
    title,
    ...cells.map((row) => `  ${line(row)}`),
    ...notes.map((note) => `  ${note}`),
    ...faults.map((fault) => `  FAULT ${fault}`),
  ].join("\n");
}

/** Three significant digits at least: 12,345 · 12.3 · 0.123 */
export function numberText(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** "0.72 ×" of the baseline. */
export function ratioText(value: number, baseline: number): string {
  return `${(value / baseline).toFixed(2)} ×`;
}

/** The value below which this share of the values lies; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
