// reported
import type { Row } from "../store.server.ts";
export const id = (row: Row) => row.id;
