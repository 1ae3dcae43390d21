/** The pure rules of routing that other features may call. */
export { decideBy } from "./decide.ts";
export { factsOf } from "./facts.ts";
export { takesOf } from "./consequences.ts";
export { retryAt } from "./retry.ts";
