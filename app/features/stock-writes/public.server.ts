/** What other features may use to write stock, and to remember what they wrote to a level. */
export { adjust, takeWrite, writeStatus, type Adjustment } from "./level-book.server.ts";
export { lookAtRefused } from "./look-at-refused.server.ts";
export {
  faultAt,
  recordStockWrite,
  triedWrite,
  writesSettled,
  type SettledWrite,
  type StockWrite,
  type WriteRow,
} from "./record-writes.server.ts";
export { adjustStock, moveStock, setStock } from "./write-stock.server.ts";
