/** A scale and a list of weights are never of one mind to the gram: a twentieth, and at least this. */
const LEAST_GRAMS = 50;
const SHARE = 0.05;

/** How far the weighed parcel may be from what its units and its box weigh, in grams. */
const toleranceOf = (expected: number): number => Math.max(LEAST_GRAMS, Math.round(expected * SHARE));

/** Is the parcel so much heavier or lighter that something is missing or too much in it? */
export const isOff = (weighed: number, expected: number): boolean =>
  Math.abs(weighed - expected) > toleranceOf(expected);

/** Reads a weight in grams as typed: "850", "1 200", "1.2 kg", "0,85kg". Undefined: no weight, or none a parcel has. */
export function readGrams(text: string): number | undefined {
  const [, number, unit] = /^([\d.,\s]+?)\s*(kg|g)?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const value = Number(number.replaceAll(/\s/g, "").replace(",", "."));
  const grams = unit?.toLowerCase() === "kg" ? value * 1_000 : value;
  return Number.isFinite(grams) && grams >= 1 && grams <= 1_000_000 ? Math.round(grams) : undefined;
}
