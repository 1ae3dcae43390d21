/** What other features may use of routing: notice what was read, decide what is due, carry out, ask again, and the cost model's store. */
export { decideAgain, releaseHolds, shipWhatIsThere } from "./ask-again.server.ts";
export { decideOrderAgain, holdOrder, releaseOrder } from "./ask-whole-order.server.ts";
export { decideDue } from "./decide-due.server.ts";
export { holdHandler, releaseHandler } from "./hold-handlers.server.ts";
export { planWaiting, retryWaiting } from "./waiting.server.ts";
export { routeShortPicks } from "./short-picks.server.ts";
export { lookAtAcceptance } from "./acceptance.server.ts";
export { takeBackHandler } from "./take-back-handler.server.ts";
export {
  decideByRules,
  loadTrials,
  readOpenOrders,
  rulesWith,
  tryRules,
  type OpenOrder,
  type Trial,
} from "./open-orders.server.ts";
export { lookAtOpenOrders } from "./rebalance.server.ts";
export { lookAtOversold } from "./oversold.server.ts";
export { moveHandler } from "./move-handler.server.ts";
export { noticeFulfillmentOrders } from "./notice.server.ts";
export { lookAtCases, readCostModel, readInPart, writeCostModel, writeInPart } from "./store.server.ts";
export { countListed, readPriceLists, writePriceLists } from "./price-lists.server.ts";
export { decidedSince } from "./decision-counts.server.ts";
export { decisionsOfOrder } from "./decisions-of-order.server.ts";
export { checkCostModel } from "./domain/check-cost-model.ts";
export { firstUnblocks, type FirstUnblock } from "./first-unblocks.server.ts";
export { unblocksOfOrder } from "./unblock.server.ts";
