/** What other features may use: record what rules want of an order, decided or just read, carry it out, and see which requests to fulfillment services failed. */
export { askOrderRules, beforeChange } from "./ask-order-rules.server.ts";
export { deadlineHandler } from "./deadline-handler.server.ts";
export { noteHandler } from "./note-handler.server.ts";
export { recordActs, type DecidedActs } from "./record-acts.server.ts";
export { failedRequests, lookAtRequests, type FailedRequest } from "./requests.server.ts";
export { submitHandler } from "./submit-handler.server.ts";
export { tagsHandler } from "./tags-handler.server.ts";
