/** What other features may use of buffers: the planner of the stock lane, the regular look, and what moves. */
export { lookAtBuffers } from "./look.server.ts";
export { planBuffers } from "./plan.server.ts";
export { movesUnderWay } from "./under-way.server.ts";
