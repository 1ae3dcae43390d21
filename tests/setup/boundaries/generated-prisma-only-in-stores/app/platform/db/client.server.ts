import { PrismaClient } from "./generated/client.ts";
export const client = PrismaClient;
