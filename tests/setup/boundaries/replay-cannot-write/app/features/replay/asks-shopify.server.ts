// reported
import { request } from "../../platform/admin-api/client.server.ts";
export const ask = request;
