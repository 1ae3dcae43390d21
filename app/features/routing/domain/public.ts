/** The pure rules of routing that other features may call. */
export { withoutRules } from "./cost.ts";
export { decideBy } from "./decide.ts";
export { factsOf } from "./facts.ts";
export { claimsOf, takesOf } from "./consequences.ts";
export { priceListSchema, stepFor, tariffOf, type PriceList } from "./price-list.ts";
export { priceAgain } from "./price-again.ts";
export { DEFAULT_IN_PART, inPartSchema } from "./in-part-setting.ts";
export { promise, type Promised } from "./promised.ts";
export { retryAt } from "./retry.ts";
