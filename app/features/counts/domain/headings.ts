import type { RowError } from "./count-rows.ts";

const CODES = ["sku", "barcode", "code", "código de barras", "codigo de barras", "código", "codigo", "ean", "upc"];

type Headings =
  | { readonly status: "wrong"; readonly error: RowError }
  | {
      readonly status: "read";
      readonly codeColumn: string;
      readonly valueColumn: string;
      readonly rows: readonly { readonly line: number; readonly code: string; readonly value: string }[];
    };

/** Finds the column with the item's code and the one with the value, by the words of the first line, in English or Spanish. */
export function readHeadings(
  lines: readonly { readonly line: number; readonly cells: readonly string[] }[],
  values: readonly string[],
): Headings {
  const [first, ...rest] = lines;
  const headings = (first?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const codesAt = headings.flatMap((heading, n) => (CODES.includes(heading) ? [n] : []));
  const valueAt = headings.findIndex((heading) => values.includes(heading));
  const wrong = (code: RowError["code"], text: string): Headings => ({
    status: "wrong",
    error: { line: first?.line ?? 1, column: "", code, text },
  });
  const [codeAt] = codesAt;
  if (codeAt === undefined) return wrong("no_code_column", "sku, barcode");
  if (valueAt < 0) return wrong("no_value_column", values[0] ?? "");
  return {
    status: "read",
    codeColumn: first?.cells[codeAt] ?? "",
    valueColumn: first?.cells[valueAt] ?? "",
    rows: rest.map(({ line, cells }) => ({
      line,
      // An item without SKU may have a barcode.
      code: clean(codesAt.map((n) => cells[n] ?? "").find((cell) => clean(cell) !== "") ?? "").slice(0, 255),
      value: clean(cells[valueAt] ?? ""),
    })),
  };
}

/** PostgreSQL's text has no NUL. */
const clean = (text: string) => text.replaceAll("\0", "").trim();
