/**
 * The weight a carrier is asked about: rounded up, to 250 g up to 2 kg, to 1 kg above. Carts of about one weight share an answer, and a heavier one
 * never gets the price of a lighter one.
 */
export function weightStep(grams: number): number {
  const step = grams <= 2_000 ? 250 : 1_000;
  return Math.max(step, Math.ceil(grams / step) * step);
}
