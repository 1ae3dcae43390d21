import type { Box, PackedItem, Size } from "./box.ts";
import { fits } from "./fit.ts";

/**
 * Which box a parcel goes into.
 * `box`: the cheapest one that everything fits into; `grams` is the weight to expect of the parcel, null when a weight is not known.
 * `tooMuch`: no box of the shop holds it. `unknown`: the sizes of so many units are missing; a person chooses. `noBoxes`: the shop has none.
 */
export type BoxSuggestion =
  | { readonly is: "box"; readonly box: Box; readonly grams: number | null }
  | { readonly is: "tooMuch"; readonly grams: number | null }
  | { readonly is: "unknown"; readonly units: number; readonly grams: number | null }
  | { readonly is: "noBoxes" };

/** Above this many units nobody packs by a computer's word. */
const MOST_UNITS = 400;

/**
 * The cheapest box that the items go into (at the same cost the smallest, then by name and number). An item whose size nobody knows is not guessed: the
 * answer is then `unknown`. A weight that is missing only leaves the weight open; boxes with a limit are then judged by what is known of it.
 */
export function suggestBox(items: readonly PackedItem[], boxes: readonly Box[]): BoxSuggestion {
  if (boxes.length === 0) return { is: "noBoxes" };
  const wanted = items.filter(({ quantity }) => quantity > 0);
  const known = wanted.reduce((sum, { grams, quantity }) => sum + (grams ?? 0) * quantity, 0);
  const isWeighed = wanted.every(({ grams }) => grams !== null);
  const grams = isWeighed ? known : null;
  const units = wanted.reduce((sum, { quantity, size }) => sum + (size === null ? quantity : 0), 0);
  if (units > 0) return { is: "unknown", units, grams };
  const things = wanted.flatMap(({ size, quantity }): Size[] =>
    size === null ? [] : Array.from({ length: Math.min(quantity, MOST_UNITS + 1) }, () => size),
  );
  if (things.length > MOST_UNITS) return { is: "tooMuch", grams };
  const ordered = boxes.toSorted(byCost);
  const box = ordered.find((each) => mayWeigh(each, known) && fits(things, each));
  return box ? { is: "box", box, grams: grams === null ? null : grams + box.emptyGrams } : { is: "tooMuch", grams };
}

const mayWeigh = ({ mostGrams, emptyGrams }: Box, grams: number): boolean =>
  mostGrams === null || emptyGrams + grams <= mostGrams;

const byCost = (a: Box, b: Box): number =>
  a.costMinor - b.costMinor ||
  a.length * a.width * a.height - b.length * b.width * b.height ||
  a.name.localeCompare(b.name, "en") ||
  a.id.localeCompare(b.id, "en", { numeric: true });
