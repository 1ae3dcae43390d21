// reported
import { load } from "../orders/store.server.ts";
export const stolen = load;
