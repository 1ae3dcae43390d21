// reported
import { PrismaClient } from "../../platform/db/generated/client.ts";
export const own = PrismaClient;
