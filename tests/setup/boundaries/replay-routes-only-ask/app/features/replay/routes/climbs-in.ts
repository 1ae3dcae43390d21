// reported
import { hold } from "../../orders/public.server.ts";
export const action = hold;
