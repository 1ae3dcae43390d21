/** What other features may use of inventory: the mirror of items, levels and locations. */
export { findScope } from "./find-scope.server.ts";
export { itemOfBulk, levelsOfBulk } from "./bulk-nodes.ts";
export { differsFromMirror } from "./compare.server.ts";
export { lookAtDifferences } from "./differences.server.ts";
export { writeEntries, type StockDocument } from "./entries.server.ts";
export { mirrorItems } from "./items.server.ts";
export { levelsOfList } from "./list.server.ts";
export { inventoryGone, levelsGone, mirrorLevels, mirrorLocations } from "./mirror.server.ts";
export { applyAvailable, applyOwnWrite, shiftsOfMove, type HintedLevel } from "./provisional.server.ts";
export { recordOrderStock } from "./order-stock.server.ts";
export { readItemsNow } from "./stock-now.server.ts";
export { stockChanged } from "./stock-due.server.ts";
export { runStock, type StockPlanner } from "./run-stock.server.ts";
export { readLocations, readStock } from "./stock.server.ts";
export type { LevelsNode } from "./rows.ts";
export { searchedWords } from "./domain/search-words.ts";
export { stockChoices } from "./list-choices.server.ts";
