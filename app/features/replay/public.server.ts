/** What other features may use of replay: it keeps what decisions are made from, runs in the long lane and prunes itself. */
export { keepSnapshots } from "./snapshots.server.ts";
export { previewCosts, type ShownPreview } from "./preview-costs.server.ts";
export { runReplays } from "./run-replays.server.ts";
export { pruneReplays } from "./prune.server.ts";
