import { Bug } from "../../../core/faults.ts";

/** Indexing where the index is known to be inside; anything else is our fault. */
export function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new Bug(`index ${index} outside ${values.length} values`);
  return value;
}
