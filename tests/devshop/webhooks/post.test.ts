import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createPoster } from "./post.ts";

const ENOUGH_MS = 5_000;
const poster = createPoster(2);
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${String((server.address() as AddressInfo).port)}/`;
}

describe("a post", () => {
  test("resolves with the status, redirects included, and sends the body's length in bytes", async () => {
    const url = await listen((req, res) => {
      req.resume();
      res.writeHead(req.headers["content-length"] === "2" ? 302 : 200, { location: "/elsewhere" }).end("body");
    });
    expect(await poster.post(url, {}, "é", ENOUGH_MS)).toBe(302);
    expect(await poster.post(url, {}, "e", ENOUGH_MS)).toBe(200);
  });

  test("rejects when nobody answers in time", async () => {
    const url = await listen(() => undefined);
    await expect(poster.post(url, {}, "", 20)).rejects.toThrow("no answer within 20 ms");
  });

  test("rejects when an answer begins and does not end in time", async () => {
    const url = await listen((_req, res) => {
      res.writeHead(200);
      res.write("half");
    });
    await expect(poster.post(url, {}, "", 20)).rejects.toThrow();
  });

  test("rejects when nobody listens", async () => {
    const url = await listen(() => undefined);
    for (const close of closing.splice(0)) close();
    await expect(poster.post(url, {}, "", ENOUGH_MS)).rejects.toThrow("ECONNREFUSED");
  });
});
