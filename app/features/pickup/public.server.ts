/** What other features may use of pickups: look at orders that were read, and the handlers of their effects. */
export { collectHandler, readyHandler } from "./effects.server.ts";
export { lookAtPickups } from "./look.server.ts";
export { refundHandler } from "./refund-handler.server.ts";
export { lookAtPickupTimers } from "./timers.server.ts";
