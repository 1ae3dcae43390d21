/** What a unit of unknown weight is taken for; the same as in the routing's cost model. */
const UNKNOWN_GRAMS = 500;
/** Box, paper and tape of an average parcel. */
const PACKAGING_GRAMS = 100;

/** What the parcel weighs, in grams: its units and the box. Lines that need no shipping weigh nothing. `packaging`: of the box, where it is known. */
export function parcelGrams(
  lines: readonly { readonly quantity: number; readonly grams: number | null; readonly requiresShipping: boolean }[],
  packaging: number = PACKAGING_GRAMS,
): number {
  return lines.reduce(
    (sum, line) => sum + (line.requiresShipping ? line.quantity * (line.grams ?? UNKNOWN_GRAMS) : 0),
    packaging,
  );
}
