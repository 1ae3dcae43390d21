/** The pure rules of order acts that other features may call. */
export { isFinished } from "./holders.ts";
export { isLate } from "./is-late.ts";
