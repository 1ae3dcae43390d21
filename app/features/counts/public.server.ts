/** What other features may use of counts: the planner that writes what was counted, and whose code something is. */
export { itemsByCode, itemsOfCodes } from "./items-by-code.server.ts";
export { planCounts } from "./plan-counts.server.ts";
