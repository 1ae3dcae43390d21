/** What other features may use of Flow: tell it what happened. What workflows ask of us begins in callback.server.ts, behind the web process's own door. */
export { fireTrigger } from "./fire-trigger.server.ts";
export { lookAtRuns } from "./look-at-runs.server.ts";
export { sendTrigger } from "./send-trigger.server.ts";
