import { sqlPool } from "./db/pool.server.ts";
import { faultOf } from "./db/faults.server.ts";

/** A numbered read of Shopify: taken before the read begins. The mirror takes a row only from a read with a higher number than the stored row's. */
export interface ReadStamp {
  readonly no: string;
  /** Business time at which the read began. */
  readonly at: Date;
}

/** Takes the next number. Numbers are never reused; gaps mean nothing. */
export async function beginRead(at: Date): Promise<ReadStamp> {
  try {
    const { rows } = await sqlPool.query<{ no: string }>("select nextval('read_no') as no");
    return { no: rows[0]?.no ?? "0", at };
  } catch (error) {
    throw faultOf(error);
  }
}
