const GRAMS: ReadonlyMap<string, number> = new Map([
  ["GRAMS", 1],
  ["KILOGRAMS", 1000],
  ["OUNCES", 28.349523125],
  ["POUNDS", 453.59237],
]);

/**
 * Whole grams of a weight as Shopify gives it (WeightUnit), rounded up. Null when it is missing, of a unit we do not know, or zero, which is how
 * Shopify says "not entered".
 */
export function gramsOf(weight: { readonly value: number; readonly unit: string } | null | undefined): number | null {
  if (!weight || weight.value <= 0) return null;
  const grams = GRAMS.get(weight.unit);
  return grams === undefined ? null : Math.ceil(weight.value * grams);
}
