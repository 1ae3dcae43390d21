/** What other features may use of picking: what follows for it when orders were read again, its planner in the stock lane, and what risks hear of it. */
export { beforePicks, keepPicks } from "./keep-picks.server.ts";
export { pickedOf } from "./risk-facts.server.ts";
export { planPicks } from "./short.server.ts";
export { tasksOfOrder } from "./tasks-of-order.server.ts";
