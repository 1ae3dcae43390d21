import { load } from "./store.server.ts";
export const loadOrder = load;
