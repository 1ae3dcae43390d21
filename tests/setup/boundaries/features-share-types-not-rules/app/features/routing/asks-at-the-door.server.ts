import { isOpen } from "../orders/domain/public.ts";
export const open = isOpen;
