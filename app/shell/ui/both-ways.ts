import type { ListSort } from "./list-view.tsx";

/** The ways to sort a list: each column upwards and downwards. */
export const bothWays = <Column extends string>(
  columns: readonly Column[],
  label: (sort: Column) => string,
  directionLabel: (sort: Column, direction: "asc" | "desc") => string,
): ListSort[] =>
  columns.flatMap((sort) =>
    (["asc", "desc"] as const).map((direction) => ({
      value: `${sort} ${direction}` as const,
      label: label(sort),
      directionLabel: directionLabel(sort, direction),
    })),
  );
