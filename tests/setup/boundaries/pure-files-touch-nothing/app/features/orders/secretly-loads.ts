// reported
import { load } from "./store.server.ts";
export const loaded = load;
