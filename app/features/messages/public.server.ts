/** What other features may use of messages: tell a fact, and the lane and the effect that carry it out. */
export { isStillToSay, recordMessage, recordMessages, type NewMessage } from "./record-message.server.ts";
export { shopifyTells } from "./settings.server.ts";
export { messagesInbox } from "./inbox-source.ts";
export { runMessages } from "./run-messages.server.ts";
export { sendMessage } from "./send-message.server.ts";
export { orderMessages, type OrderOutcome as OrderMessageOutcome } from "./order-messages.server.ts";
