import type { Candidates } from "./numbers.ts";
import type { Asked } from "./texts.ts";
import { isUpper } from "./want.ts";

const MOST = 256;

/**
 * The smallest sets that have what has to be there: all of some labels, and one of each "any of". A larger set that will do holds one of them,
 * and what must not be there is missing from it as well: trying these is enough, unless there are too many.
 */
export function setsFor(asked: readonly Asked[]): Candidates {
  const oneOfEach: string[][] = [];
  for (const { leaf, want } of asked) {
    if (!Array.isArray(leaf.value)) continue;
    const labels = leaf.value as string[];
    if (leaf.op === "hasAllOf" && isUpper(want)) oneOfEach.push(...labels.map((label) => [label]));
    if (leaf.op === (isUpper(want) ? "hasAnyOf" : "hasNoneOf")) oneOfEach.push(labels);
  }
  let sets: string[][] = [[]];
  let complete = true;
  for (const labels of oneOfEach) {
    sets = sets.flatMap((set) => labels.map((label) => (set.includes(label) ? set : [...set, label])));
    if (sets.length > MOST) {
      sets = sets.slice(0, MOST);
      complete = false;
    }
  }
  return { values: sets, complete };
}
