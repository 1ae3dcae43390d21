import { used } from "./used.ts";
export const uses = used;
