// reported
import { hash } from "node:crypto";
export const hashed = hash;
