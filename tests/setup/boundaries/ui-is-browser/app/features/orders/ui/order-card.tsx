import type { Row } from "../store.server.ts";
export const OrderCard = (row: Row) => row.id;
