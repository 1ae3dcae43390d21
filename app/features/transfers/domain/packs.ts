/** How an item is moved. */
export interface Pack {
  readonly sku: string;
  readonly pack: number;
  readonly minimum: number;
}

export interface PackError {
  readonly line: number;
  readonly code: "broken" | "columns" | "number" | "unknown";
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

const MOST = 100_000;

/** Reads rows of SKU, pack, minimum. A first row without numbers is the heading. */
export function readPacks(lines: readonly Line[]): {
  readonly packs: readonly (Pack & { readonly line: number })[];
  readonly errors: readonly PackError[];
} {
  const packs: (Pack & { line: number })[] = [];
  const errors: PackError[] = [];
  for (const [index, { line, cells }] of lines.entries()) {
    const [sku = "", pack = "", minimum = ""] = cells;
    if (index === 0 && !/\d/.test(pack + minimum)) continue;
    if (sku === "" || cells.length < 3) errors.push({ line, code: "columns" });
    else if (isUnits(pack) && isUnits(minimum)) packs.push({ line, sku, pack: Number(pack), minimum: Number(minimum) });
    else errors.push({ line, code: "number" });
  }
  return { packs, errors };
}

const isUnits = (text: string) => /^[1-9]\d{0,5}$/.test(text) && Number(text) <= MOST;
