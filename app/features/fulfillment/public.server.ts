/** What others may use of fulfillment: ship one, ship what may be shipped, and the handlers of its effects. */
export { buyLabel } from "./buy-label.server.ts";
export { createFulfillment } from "./create-fulfillment.server.ts";
export { planShipments, shipFulfillmentOrder } from "./ship.server.ts";
export { voidLabel } from "./void-label.server.ts";
export { openShippables, readShippable, remainingLines, type Shippable } from "./store.server.ts";
