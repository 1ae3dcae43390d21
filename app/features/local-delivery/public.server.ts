/** What other features may use of local delivery: look at orders that were read, and the handler of its effect. */
export { dispatchHandler } from "./events.server.ts";
export { lookAtStops } from "./look.server.ts";
