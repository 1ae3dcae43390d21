// reported
import { now } from "../../../platform/clock.server.ts";
export const age = () => now();
