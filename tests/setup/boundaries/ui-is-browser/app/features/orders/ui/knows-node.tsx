// reported
import { join } from "node:path";
export const Joined = join;
