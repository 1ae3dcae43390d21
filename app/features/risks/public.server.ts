/** What other features may use of risks. */
export { watchRisks } from "./watch-risks.server.ts";
export type { RiskSource } from "./source.server.ts";
