/** What other parts may use of edits: the planner that writes what people changed. */
export { planEdits } from "./plan-edits.server.ts";
