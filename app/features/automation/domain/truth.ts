/** Kleene's three values as numbers: "and" is the least, "or" the greatest, "not" the opposite. */
export type Truth = typeof TRUE | typeof UNKNOWN | typeof FALSE;
export const TRUE = 1;
export const UNKNOWN = 0;
export const FALSE = -1;

export const truthOf = (value: boolean): Truth => (value ? TRUE : FALSE);

export const not = (truth: Truth): Truth => (-truth || UNKNOWN) as Truth;
