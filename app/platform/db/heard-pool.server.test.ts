import { createServer, type AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { Retryable } from "../../core/faults.ts";
import { faultOf } from "./faults.server.ts";
import { HeardPool } from "./heard-pool.server.ts";

/** A message of PostgreSQL's protocol: a letter, the length of the rest, the rest. */
function message(letter: string, rest: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(rest.length + 4);
  return Buffer.concat([Buffer.from(letter), length, rest]);
}

const WELCOME = Buffer.concat([message("R", Buffer.alloc(4)), message("Z", Buffer.from("I"))]);
const GOODBYE = message(
  "E",
  Buffer.from("SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0"),
);

test("a server that says welcome and goodbye in one packet does not end the process: the first query says that the line is broken", async () => {
  const server = createServer((socket) => {
    socket.once("data", () => socket.end(Buffer.concat([WELCOME, GOODBYE])));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  const pool = new HeardPool({ host: "127.0.0.1", port, user: "x", database: "x" });
  const client = await pool.connect();
  const error: unknown = await client.query("select 1").catch((reason: unknown) => reason);
  expect(faultOf(error)).toBeInstanceOf(Retryable);
  client.release();
  await pool.end();
  await new Promise((resolve) => server.close(resolve));
});
