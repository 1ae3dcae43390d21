import { num } from "../solver/floats.ts";
import type { BatchTables } from "./tables.ts";

/** Which orders stand in each other's way. */
export interface Rivals {
  /** Those that have any. */
  readonly orders: readonly number[];
  /** By order: for each thing it wants that may not be enough for all, everybody who wants it. */
  readonly groups: readonly (readonly (readonly number[])[])[];
}

/** An item is wanted too much when all that is wanted of it would empty a location that has it; a capacity likewise, and then by everybody. */
export function rivalsOf(tables: BatchTables): Rivals {
  const { orders, items, locations, limits, lineFrom, item, demand } = tables;
  // The last one is for the capacities.
  const wanted = new Float64Array(items + 1);
  for (const [line, which] of item.entries()) {
    wanted[which] = num(wanted, which) + num(demand, line);
    wanted[items] = num(wanted, items) + num(demand, line);
  }
  const isShort = Array.from(wanted, (units, which) =>
    limits.subarray(which * locations, (which + 1) * locations).some((limit) => limit > 0 && limit < units),
  );
  const wanting: number[][] = isShort.map(() => []);
  const groups = Array.from({ length: orders }, (_, order) => {
    const short = [...item.subarray(num(lineFrom, order), num(lineFrom, order + 1)), items].filter(
      (which) => isShort[which],
    );
    return short.flatMap((which) => {
      const group = wanting[which];
      group?.push(order);
      return group === undefined ? [] : [group];
    });
  });
  return { orders: [...groups.keys()].filter((order) => (groups[order]?.length ?? 0) > 0), groups };
}
