import { Bug, Rejected, Retryable, Terminal } from "../../core/faults.ts";
import { note } from "../trace.server.ts";

/**
 * PostgreSQL's classes that pass by themselves: connection, resources (a full disk), operator intervention, I/O, serialization and deadlock, a lock
 * not had in time, and a server that was demoted to read only by a failover.
 */
const PASSING = /^(08|53|57|58|40|55P03|25006)/;
const DEADLOCK = "40P01";
/** Somebody else holds what was wanted: a lock not had in time, or a deadlock. */
const HELD = new Set(["55P03", DEADLOCK]);
const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EHOSTUNREACH"]);
/** Prisma: no connection in time, transaction expired or closed, write conflict. */
const PRISMA_PASSING = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034"]);
/** What Prisma's adapter makes of errors of the line: https://github.com/prisma/prisma/blob/6.19.3/packages/driver-adapter-utils/src/types.ts */
const ADAPTER_PASSING = new Set(["ConnectionClosed", "DatabaseNotReachable", "SocketTimeout"]);
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/** Turns what the database layer threw into Retryable when it may pass, and notes it for the log; everything else goes through unchanged. */
export function faultOf(error: unknown): Error {
  if (error instanceof Retryable || error instanceof Terminal || error instanceof Rejected || error instanceof Bug)
    return error;
  if (!(error instanceof Error)) return new Bug("something that is not an error was thrown", { cause: error });
  if (!isPassing(error)) return error;
  const reason = reasonOf(error);
  note("faults", `database ${reason}`);
  return new Retryable(`the database did not answer (${reason})`, { cause: error });
}

/** What an operator goes by: the code of the network, PostgreSQL or Prisma; without one, a line's own few words. */
function reasonOf(error: Error): string {
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause instanceof Error ? reasonOf(error.cause) : (MESSAGES.exec(error.message)?.[0] ?? error.name);
}

/** Did it fail for somebody else's lock? The same again, without what is locked, would not. */
export function isHeld(error: unknown): boolean {
  return error instanceof Error && (("code" in error && HELD.has(String(error.code))) || isHeld(error.cause));
}

/** Was it ended because two waited for each other? It did nothing, and the same again from its beginning may go through. */
export function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error))
    return typeof error === "object" && error !== null && "originalCode" in error && error.originalCode === DEADLOCK;
  return ("code" in error && error.code === DEADLOCK) || isDeadlock(error.cause);
}

function isPassing(error: Error): boolean {
  const code = "code" in error ? String(error.code) : "";
  if (NETWORK.has(code) || PRISMA_PASSING.has(code) || (code.length === 5 && PASSING.test(code))) return true;
  if (MESSAGES.test(error.message)) return true;
  const { cause } = error;
  return cause instanceof Error ? isPassing(cause) : saysItPasses(cause);
}

/** The adapter's errors have no code of their own: a plain object under `cause` says the kind and, where PostgreSQL answered, its code. */
function saysItPasses(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  if ("kind" in cause && ADAPTER_PASSING.has(String(cause.kind))) return true;
  return "originalCode" in cause && PASSING.test(String(cause.originalCode));
}
