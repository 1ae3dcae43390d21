import { topics } from "../../topics.ts";
export const known = topics;
