import { load } from "./features/orders/store.server.ts";
export const start = load;
