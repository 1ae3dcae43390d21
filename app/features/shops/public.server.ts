/** What other features may use of shops: who a shop is, its Admin API, its lifecycle, its long work. */
export { adminFor } from "./admin.server.ts";
export { isComplianceTopic, shopNamedIn, type ComplianceTopic } from "./domain/compliance.ts";
export { IMPORT_KINDS, type ImportKind, type ImportStatus } from "./domain/import-plan.ts";
export { wantFullLook } from "./full-look.server.ts";
export { readRuns, type ImportRun } from "./import-runs.server.ts";
export { installed } from "./installed.server.ts";
export { isInstalled, shopFact, type ShopFact } from "./install.server.ts";
export { receiveCompliance, type ComplianceRequest } from "./privacy.server.ts";
export { RedactionLine, replayRedaction } from "./replay-redaction.server.ts";
export { runLong } from "./run-long.server.ts";
export { shopProfile, type ShopProfile } from "./profile.server.ts";
export { sessionStorage } from "./session-storage.server.ts";
export { readShop, shopIdOf } from "./store.server.ts";
export { keepSubscriptions } from "./subscriptions.server.ts";
export { offlineToken } from "./tokens.server.ts";
