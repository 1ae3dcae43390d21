/** Rows of a list are counted exactly up to here: nobody reads a number of five digits to its last one, and counting it would cost more than the page. */
export const COUNT_LIMIT = 10_000;

/** How many there are; `more`: that many and some. */
export interface SomeCount {
  readonly value: number;
  readonly more: boolean;
}

/** What was counted up to one more than the limit, as it is shown. */
export const someCount = (found: number): SomeCount => ({
  value: Math.min(found, COUNT_LIMIT),
  more: found > COUNT_LIMIT,
});
