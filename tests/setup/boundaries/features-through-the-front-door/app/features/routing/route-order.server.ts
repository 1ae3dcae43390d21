import { refresh } from "../orders/jobs.ts";
import { loadOrder } from "../orders/public.server.ts";
import type { Order } from "../orders/domain/order.ts";
export const route = (order: Order) => [order, loadOrder(), refresh];
