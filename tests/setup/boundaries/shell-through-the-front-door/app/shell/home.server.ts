import { loadOrder } from "../features/orders/public.server.ts";
export const home = loadOrder;
