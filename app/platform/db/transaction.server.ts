import type { Pool, PoolClient, QueryResult } from "pg";
import { Retryable } from "../../core/faults.ts";

/** A transaction longer than this holds locks and a connection that others wait for; work that needs more is cut into pieces. */
export const TRANSACTION_MS = 15_000;

/** Where a transaction's connection is found while it is open: empty afterwards, for its next user may be another shop. */
export interface Slot {
  client?: PoolClient;
}

/**
 * Runs `work` in one transaction on a connection of the pool: `begin` is sent first, as one text (one round trip), and its answers are handed on.
 * The connection leaves `slot` the moment the transaction ends, also when it lasted longer than `longestMs`: then it is closed, and PostgreSQL takes
 * back what was done. Throws what the database layer throws.
 */
export async function inTransaction<T>(
  pool: Pool,
  slot: Slot,
  begin: string,
  work: (answers: readonly QueryResult[]) => Promise<T>,
  longestMs = TRANSACTION_MS,
): Promise<T> {
  const client = await pool.connect();
  const isOpen = () => slot.client !== undefined;
  let broken: Error | undefined;
  const heard = (error: Error) => {
    broken = error; // a line that breaks between two statements tells it by an event; unheard, it would end the process
  };
  const end = () => {
    if (!isOpen()) return;
    delete slot.client;
    clearTimeout(timer);
    client.off("error", heard);
    client.release(broken);
  };
  slot.client = client;
  client.on("error", heard);
  const timer = setTimeout(() => {
    broken = new Retryable(`a transaction took longer than ${longestMs} ms`);
    end();
  }, longestMs);
  try {
    const answers = [await client.query(begin)].flat();
    const result = await work(answers);
    if (!isOpen()) throw broken ?? new Retryable("the transaction ended by itself");
    // PostgreSQL answers ROLLBACK when a statement had failed and somebody went on all the same.
    const { command } = await client.query("commit");
    if (command !== "COMMIT") throw new Error("a failed transaction cannot be committed");
    return result;
  } catch (error) {
    if (isOpen())
      await client.query("rollback").catch((cause: unknown) => {
        broken = cause instanceof Error ? cause : new Error("the rollback failed"); // a broken line: the pool drops it below
      });
    throw error;
  } finally {
    end();
  }
}
