// reported
import { topics } from "../../topics.ts";
export const mine = topics;
