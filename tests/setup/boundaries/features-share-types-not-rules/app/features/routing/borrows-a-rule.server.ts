// reported
import { isOpen } from "../orders/domain/order.ts";
export const open = isOpen;
