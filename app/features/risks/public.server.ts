/** What other features may use of risks: the watcher that opens and ends them, what an order's page shows of them, and what Home does. */
export { watchRisks } from "./watch-risks.server.ts";
export { risksOfOrder } from "./list.server.ts";
export { assign as assignRisks, snooze as snoozeRisks } from "./change.server.ts";
export { risksInbox } from "./inbox-source.ts";
export { needsNow } from "./page.server.ts";
export type { RiskSource } from "./source.server.ts";
