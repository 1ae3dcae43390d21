/** What other features may use of messages: tell a fact. */
export { recordMessage, recordMessages, type NewMessage } from "./record-message.server.ts";
export { shopifyTellsShipped } from "./settings.server.ts";
