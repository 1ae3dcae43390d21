import type { Floats } from "./floats.ts";
import { num } from "./floats.ts";
import type { Row } from "./rows.ts";
import { excessOf, movedPrice, used } from "./rows.ts";
import type { Tables } from "./tables.ts";

/**
 * What is in hand while one set of locations after another is tried. By cell; only the cells of the set being tried mean anything.
 */
export interface Workspace {
  readonly tables: Tables;
  /** Units of the last fill. */
  readonly takes: Float64Array;
  /** Fewest and most units the search allows at the moment. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** By row: its price (rows.ts). */
  readonly rowPrice: Float64Array;
  /** By row: where its price should go next. */
  readonly rowSlope: Float64Array;
  /** What all rows ask for one unit. */
  readonly cellPrice: Float64Array;
  /** Scratch of `fill`, by position in the set: the step the location is at, and the units left in it. */
  readonly step: Float64Array;
  readonly room: Float64Array;
  /** Cells that may still be looked at; below 0 the search ends. */
  budget: number;
}

export function workspaceOf(tables: Tables, budget: number, floats: Floats): Workspace {
  const high = floats(tables.limit.length);
  high.set(tables.limit);
  return {
    tables,
    takes: floats(high.length),
    low: floats(high.length),
    high,
    rowPrice: floats(tables.rows),
    rowSlope: floats(tables.rows),
    cellPrice: floats(high.length),
    step: floats(tables.locations),
    room: floats(tables.locations),
    budget,
  };
}

/** Without prices, as in the beginning. */
export function clearPrices({ rowPrice, cellPrice }: Workspace): void {
  rowPrice.fill(0);
  cellPrice.fill(0);
}

/** Carries the prices of a location's rows over to its cells. */
export function priceCells({ tables, rowPrice, cellPrice }: Workspace, location: number): void {
  const rows = tables.rowsAt[location] ?? [];
  if (rows.length === 0) return;
  const first = location * tables.bundles;
  cellPrice.fill(0, first, first + tables.bundles);
  for (const { index, cells, weights } of rows) {
    const price = num(rowPrice, index);
    if (price === 0) continue;
    for (let n = 0; n < cells.length; n++) {
      const cell = num(cells, n);
      cellPrice[cell] = num(cellPrice, cell) + price * num(weights, n);
    }
  }
}

/** How far a row is from where its price would be right: what the takes use beyond what it offers. */
export function slopeOf({ takes, rowPrice, rowSlope }: Workspace, row: Row): number {
  return (rowSlope[row.index] = excessOf(row, num(rowPrice, row.index), used(row, takes)) / row.scale);
}

/** Moves the price of a row along its slope, in whole grains. */
export function moveRow({ tables, rowPrice, rowSlope }: Workspace, row: Row, length: number): void {
  const { grain } = tables;
  const change = Math.round((length * num(rowSlope, row.index)) / row.scale / grain) * grain;
  const price = movedPrice(row, num(rowPrice, row.index), change);
  if (price <= row.cap) rowPrice[row.index] = price;
}
