/** What the worker runs of refresh. */
export { runReconcile } from "./reconcile.server.ts";
export { runRefresh } from "./run-refresh.server.ts";
