/** The one door to the log of what people did. */
export { pruneAudit } from "./prune.server.ts";
export { lastActor, readActs, type ToldAct } from "./read.server.ts";
export { tell, tellOfOrders, tellOnce, tellRule, tellSaved } from "./tell.server.ts";
