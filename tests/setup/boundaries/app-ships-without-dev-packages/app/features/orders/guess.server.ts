// reported
import fc from "fast-check";
export const guess = fc.string();
