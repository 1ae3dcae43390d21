/** What other features may use of counts: the planner that writes what was counted, whose code something is, and asking for a count. */
export { askCount } from "./ask-count.server.ts";
export { itemsByCode, itemsOfCodes } from "./items-by-code.server.ts";
export { planCounts } from "./plan-counts.server.ts";
