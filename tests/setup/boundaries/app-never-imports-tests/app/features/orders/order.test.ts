import { order } from "../../../tests/factories/order.ts";
export const tested = order;
