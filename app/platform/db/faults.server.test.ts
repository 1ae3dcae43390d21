import { describe, expect, test } from "vitest";
import { Bug, Rejected, Retryable, Terminal } from "../../core/faults.ts";
import { traced } from "../trace.server.ts";
import { faultOf, isHeld } from "./faults.server.ts";

/** What @prisma/adapter-pg throws outside of a query: no code, and a plain object as its cause. */
const adapterError = (cause: { kind: string; originalCode?: string }) => new Error("x", { cause });
const withCode = (code: string, message = "x") => Object.assign(new Error(message), { code });

describe("an error of the database layer", () => {
  test.each([
    ["a refused connection", withCode("ECONNREFUSED")],
    ["a broken line", withCode("ECONNRESET")],
    ["a server that shuts down", withCode("57P01")],
    ["a deadlock", withCode("40P01")],
    ["a serialization failure", withCode("40001")],
    ["too many connections", withCode("53300")],
    ["a full disk", withCode("53100")],
    ["a disk that fails", withCode("58030")],
    ["a server that a failover made read only", withCode("25006")],
    ["a lock that was not had in time", withCode("55P03")],
    ["a pool that had no connection in time", new Error("timeout exceeded when trying to connect")],
    ["a line cut in the middle of a query", new Error("Connection terminated unexpectedly")],
    ["a transaction of Prisma's that did not start in time", withCode("P2028")],
    [
      "a server that recovers, in the words of Prisma's adapter",
      adapterError({ kind: "postgres", originalCode: "57P03" }),
    ],
    ["a line that broke, in the words of Prisma's adapter", adapterError({ kind: "ConnectionClosed" })],
    ["any of these as the cause of another error", new Error("query failed", { cause: withCode("57P03") })],
  ])("passes by itself: %s", (_name, error) => {
    const fault = faultOf(error);
    expect(fault).toBeInstanceOf(Retryable);
    expect(fault.cause).toBe(error);
  });

  test.each([
    [withCode("ECONNREFUSED"), "ECONNREFUSED"],
    [new Error("query failed", { cause: withCode("57P03") }), "57P03"],
    [new Error("Connection terminated unexpectedly"), "Connection terminated"],
  ])("says for the log what it was: %s", (error, why) => {
    expect(faultOf(error).message).toBe(`the database did not answer (${why})`);
  });

  test("stands in the line of the request or run that it stopped", async () => {
    const lines: unknown[] = [];
    await traced(
      "a request",
      () => Promise.resolve(faultOf(withCode("40P01"))),
      (notes) => lines.push(notes),
    );
    expect(lines).toEqual([{ faults: ["database 40P01"] }]);
  });

  test.each([
    ["a unique key", withCode("23505")],
    ["row-level security", withCode("42501")],
    ["a wrong statement", withCode("42601")],
    ["Prisma's unique key", withCode("P2002")],
    ["Prisma's adapter's unique key", adapterError({ kind: "UniqueConstraintViolation", originalCode: "23505" })],
    ["an error of ours", new TypeError("x")],
  ])("goes through unchanged: %s", (_name, error) => {
    expect(faultOf(error)).toBe(error);
  });

  test.each([new Retryable("x"), new Terminal("frozen", "x"), new Rejected("x", []), new Bug("x")])(
    "that is a fault already stays that fault: $name",
    (fault) => {
      expect(faultOf(fault)).toBe(fault);
    },
  );

  test("that is no error at all is a Bug", () => {
    expect(faultOf("x")).toBeInstanceOf(Bug);
  });
});

test("what somebody else's lock held up is told from what the database could not do", () => {
  for (const code of ["55P03", "40P01"]) expect(isHeld(faultOf(withCode(code)))).toBe(true);
  for (const code of ["53100", "40001", "ECONNREFUSED"]) expect(isHeld(faultOf(withCode(code)))).toBe(false);
});
