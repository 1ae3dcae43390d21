/** What others may use of shopper: the handlers of its effects, what it knows of risks and messages, and what an order's page shows and does. */
export { agreedOf } from "./agreed.server.ts";
export { cancelHandler } from "./cancel-handler.server.ts";
export { disputesOf } from "./disputes.server.ts";
export { answerChoice, shopperOfOrder } from "./answer-choice.server.ts";
export { offerOf } from "./offer.server.ts";
export { refundReport } from "./refund-report.server.ts";
