/** Some rows of a list that is read by place, and the places its neighbours begin after or end before; null: there is none. */
interface Cut<Row, Place> {
  readonly rows: Row[];
  readonly before: Place | null;
  readonly after: Place | null;
}

/** Asked for what comes after a place, for what comes before one, or for the beginning. */
type Side = "after" | "before" | null;

export const sideOf = ({ after, before }: { readonly after: string | null; readonly before: string | null }): Side =>
  before !== null ? "before" : after !== null ? "after" : null;

/** A page of at most `size` rows in the list's order. `found`: what was read from the place on, the nearest first, with one row more than fits when there are more. */
export function cutPage<Row, Place>(
  found: readonly Row[],
  size: number,
  side: Side,
  placeOf: (row: Row) => Place,
): Cut<Row, Place> {
  const backwards = side === "before";
  const more = found.length > size;
  const nearest = found.slice(0, size);
  const rows = backwards ? nearest.toReversed() : nearest;
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    before: first !== undefined && (backwards ? more : side !== null) ? placeOf(first) : null,
    after: last !== undefined && (backwards || more) ? placeOf(last) : null,
  };
}
