/** What the worker runs of refresh, and what it could not read. */
export { setAsideInbox } from "./inbox-source.ts";
export { runReconcile } from "./reconcile.server.ts";
export { runRefresh } from "./run-refresh.server.ts";
export { readSetAside, tryAgain } from "./set-aside.server.ts";
