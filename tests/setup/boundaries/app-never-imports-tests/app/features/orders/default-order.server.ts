// reported
import { order } from "../../../tests/factories/order.ts";
export const fallback = order;
