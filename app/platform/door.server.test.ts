import { Agent, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { leave, openDoor } from "./door.server.ts";

test("who leaves answers once more on what is open, and takes nothing new", async () => {
  const server = openDoor((_request, response) => response.end("here")).listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const ask = (over: Agent | undefined) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request({ port, agent: over ?? new Agent() }, (response) => {
        response.resume().once("end", () => resolve(response));
      });
      sent.once("error", reject).end();
    });
  expect((await ask(agent)).headers.connection).toBe("keep-alive");
  const gone = leave(server);
  await expect(ask(undefined)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect((await ask(agent)).headers.connection).toBe("close");
  await gone;
});
