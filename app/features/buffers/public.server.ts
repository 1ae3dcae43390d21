/** What other features may use of buffers: the planner of the stock lane, and the regular look. */
export { lookAtBuffers } from "./look.server.ts";
export { planBuffers } from "./plan.server.ts";
