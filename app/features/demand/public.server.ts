/** What other features may use of demand: what was sold, what will be, and how long stock lasts. */
export { coverOf } from "./domain/cover.ts";
export { demandOf, together } from "./domain/demand.ts";
export { readPerDay } from "./per-day.server.ts";
export { readSales, WINDOW_MS, type LevelSales } from "./sales.server.ts";
export { learnUsual, readUsual, type UsualOf } from "./usual.server.ts";
