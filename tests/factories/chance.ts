/** Chances that are the same for the same seed. */
export interface Chance {
  /** A whole number from 0 to `below` − 1. */
  readonly below: (below: number) => number;
  readonly oneOf: <Value>(list: readonly Value[]) => Value;
}

/** mulberry32 */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    below,
    oneOf(list) {
      const value = list[below(list.length)];
      if (value === undefined) throw new RangeError("nothing to choose from");
      return value;
    },
  };
}
