import { sqlPool } from "./pool.server.ts";

/** Does the database answer within its connection time-out? */
export async function databaseIsThere(): Promise<boolean> {
  try {
    await sqlPool.query("select 1");
    return true;
  } catch {
    return false; // that is the answer
  }
}
