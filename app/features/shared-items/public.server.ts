/** What other features may use of shared items: the planner of the stock lane, the regular look, and which items follow others. */
export { lookAtShared } from "./look.server.ts";
export { planShared } from "./plan.server.ts";
