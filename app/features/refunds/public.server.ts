/** What others may use of refunds: money back for lines of an order, and looking for it after a lost answer. */
export { findRefund, refundLines } from "./refund-lines.server.ts";
