/** What other features may use of pickups: look at orders that were read, the handlers of their effects, and what risks hear of them. */
export { collectHandler, readyHandler } from "./effects.server.ts";
export { lookAtPickups } from "./look.server.ts";
export { refundHandler } from "./refund-handler.server.ts";
export { pickupsOf } from "./risk-facts.server.ts";
export { lookAtPickupTimers } from "./timers.server.ts";
