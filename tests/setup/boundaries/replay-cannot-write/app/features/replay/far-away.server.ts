// reported
import { hold } from "../orders/public.server.ts";
export const replay = hold;
