/** What other features may use of the guard: its effects, the planner of the stock lane, and the regular look. */
export { policyHandler, publicationHandler } from "./handlers.server.ts";
export { lookAtGuard } from "./look.server.ts";
export { planGuard } from "./plan.server.ts";
