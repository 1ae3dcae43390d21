/** What others may use of shopper: the handlers of its effects, what it knows of risks, and what an order's page shows and does. */
export { cancelHandler } from "./cancel-handler.server.ts";
export { disputesOf } from "./disputes.server.ts";
export { answerChoice, shopperOfOrder } from "./answer-choice.server.ts";
export { refundReport } from "./refund-report.server.ts";
