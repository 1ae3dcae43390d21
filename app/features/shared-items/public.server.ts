/** What other features may use of shared items: the planner of the stock lane, the regular look, which items follow others, and how a level is followed. */
export { sharedAmong } from "./book.server.ts";
export { shown } from "./domain/follow.ts";
export { lookAtShared } from "./look.server.ts";
export { planShared } from "./plan.server.ts";
