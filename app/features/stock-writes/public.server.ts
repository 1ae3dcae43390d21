/** What other features may use to write stock. */
export { recordStockWrites, writesSettled, type SettledWrite, type StockWrite } from "./record-writes.server.ts";
export { adjustStock, moveStock, setStock } from "./write-stock.server.ts";
