/** What other features may use of picking: what follows for it when orders were read again, and its planner in the stock lane. */
export { beforePicks, keepPicks } from "./keep-picks.server.ts";
export { planPicks } from "./short.server.ts";
export { tasksOfOrder } from "./tasks-of-order.server.ts";
