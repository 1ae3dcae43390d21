import { recordIntents } from "../intents/public.server.ts";
export const hold = recordIntents;
