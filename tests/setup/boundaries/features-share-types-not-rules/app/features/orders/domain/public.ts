export { isOpen } from "./order.ts";
