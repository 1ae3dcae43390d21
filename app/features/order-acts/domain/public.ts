/** The pure rules of order acts that other features may call. */
export { isLate } from "./is-late.ts";
