/** The pure part of inventory that other features use. */
export { itemAtPlaceSql } from "./item-at-place-sql.ts";
