import type { Order } from "../orders/domain/order.ts";
export const decide = (order: Order) => order.id;
