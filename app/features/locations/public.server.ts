/** What other features may use of locations: how each works, and how much each has to do. */
export { capacityUsed } from "./capacity-used.server.ts";
export { readLocationSettings, type SetLocation } from "./store.server.ts";
