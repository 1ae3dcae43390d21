/** The pure rules of automation that other features may call. */
export { compileRules, runRules } from "./run.ts";
export { NOTHING_PERSONAL } from "./facts.ts";
export { asksForPersonal } from "./asks-for.ts";
export { readRuleSet } from "./read.ts";
export { isTrueOf } from "./is-true-of.ts";
export { liveVersion, stateOf } from "./version.ts";
