// reported
import { load } from "../store.server.ts";
export const Loaded = load;
