import type { Row } from "./store.server.ts";
export const readRow = (row: Row) => row.id;
