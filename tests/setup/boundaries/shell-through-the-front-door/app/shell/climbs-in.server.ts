// reported
import { load } from "../features/orders/store.server.ts";
export const stolen = load;
