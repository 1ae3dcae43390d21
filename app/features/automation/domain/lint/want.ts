import type { Truth } from "../truth.ts";

/** Which of the three truths would do. */
export type Want = typeof IS_TRUE | typeof IS_FALSE | typeof NOT_TRUE | typeof NOT_FALSE;
const TRUE_BIT = 1;
const UNKNOWN_BIT = 2;
const FALSE_BIT = 4;
export const IS_TRUE = TRUE_BIT;
export const IS_FALSE = FALSE_BIT;
export const NOT_TRUE = 6; // UNKNOWN_BIT | FALSE_BIT
export const NOT_FALSE = 3; // UNKNOWN_BIT | TRUE_BIT

/** Truths are 1, 0, −1; the bits are those of their places: 1, 2, 4. */
export const accepts = (want: Want, truth: Truth): boolean => ((want >> (1 - truth)) & 1) === 1;

/** What "not" makes of it. */
export const opposite = (want: Want): Want =>
  (((want & TRUE_BIT) << 2) | (want & UNKNOWN_BIT) | ((want & FALSE_BIT) >> 2)) as Want;

/** Of an "and", every part has to be so; else one part is enough. Of an "or" it is the other way round. */
export const isUpper = (want: Want): boolean => (want & TRUE_BIT) !== 0;
