/** What other parts may use of counts: the planner that writes what was counted. */
export { planCounts } from "./plan-counts.server.ts";
