// reported
import { hash } from "node:crypto";
export const key = hash;
