/** What the worker runs of refresh. */
export { runReconcile } from "./reconcile.server.ts";
export { runRefresh, type RefreshTools } from "./run-refresh.server.ts";
