// reported
import { shops } from "../features/shops/public.server.ts";
export const all = shops;
