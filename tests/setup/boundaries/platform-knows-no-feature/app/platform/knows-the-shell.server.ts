// reported
import { frame } from "../shell/frame.server.ts";
export const framed = frame;
