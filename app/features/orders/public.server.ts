/** What other features may use of orders: the mirror, the ledger, the person, the stage. */
export { appendOrderEvents, wasTold } from "./ledger.server.ts";
export { fulfillmentOrderOfBulk, orderOfBulk, type OrderSeen } from "./bulk-nodes.ts";
export { personalFactsOf, readOrderFacts, type OrderFactsAlone } from "./facts.server.ts";
export { fulfillmentOrdersGone, mirrorFulfillmentOrders } from "./mirror-fulfillment-orders.server.ts";
export { mirroredFulfillments, mirrorFulfillments } from "./mirror-fulfillments.server.ts";
export { mirrorOwnFulfillment, type OwnFulfillment } from "./mirror-own-fulfillment.server.ts";
export { lockOrders, lockOrdersOf } from "./lock-orders.server.ts";
export { mirrorOrders, orderGone } from "./mirror-orders.server.ts";
export {
  emailWordHash,
  erasePersons,
  notePersonalRead,
  openForPerson,
  openPersons,
  ordersByEmail,
  readPerson,
  sealForPerson,
} from "./person.server.ts";
export { findOrders } from "./find-orders.server.ts";
export { careByPerson, careByRules } from "./care.server.ts";
export { searchOrders } from "./search.server.ts";
export { ordersInbox } from "./inbox-source.ts";
export { putOwnDeadline, putOwnNote, putOwnTags } from "./own-writes.server.ts";
export { knownRefunds, mirrorRefunds, type RefundNode } from "./refunds.server.ts";
export { clearAttention, raiseAttention, setParcelStage } from "./restage.server.ts";
export { ordersOfFulfillmentOrders, IS_REST, readRoutable, type RoutableFulfillmentOrder } from "./routable.server.ts";
export type { FulfillmentNode, FulfillmentOrderNode, OrderNode } from "./rows.ts";
export { blockedOrders } from "./list.server.ts";
export { countOrders, ordersNeedingAttention } from "./counts.server.ts";
