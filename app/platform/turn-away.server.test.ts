import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { turnAwayKnockers } from "./turn-away.server.ts";

let now = 0;
let url: string;
const app = express().set("trust proxy", 1);
app.use(turnAwayKnockers(3, () => now));
app.get("/good", (_request, response) => response.send("good"));
app.get(["/operations", "/metrics"], (_request, response) => response.status(401).end());
app.post("/webhooks", (_request, response) => response.status(401).end());
const server = createServer(app);
beforeAll(async () => {
  server.listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  now += 120_000 - (now % 60_000);
});

async function ask(path: string, from: string, method = "GET"): Promise<number> {
  const response = await fetch(url + path, { method, headers: { "x-forwarded-for": from } });
  await response.arrayBuffer();
  return response.status;
}
async function times(count: number, work: () => Promise<number>): Promise<number[]> {
  const found: number[] = [];
  for (let time = 0; time < count; time += 1) found.push(await work());
  return found;
}

test("who is refused too often is turned away until the minute is over; nobody else is", async () => {
  expect(await times(5, () => ask("/guess", "10.0.0.1"))).toEqual([404, 404, 404, 404, 429]);
  expect(await ask("/good", "10.0.0.1")).toBe(429);
  expect(await ask("/good", "10.0.0.2")).toBe(200);
  now += 60_000;
  expect(await ask("/good", "10.0.0.1")).toBe(200);
});

test("good requests are never counted, however many come from one address", async () => {
  expect(new Set(await times(20, () => ask("/good", "10.0.0.3")))).toEqual(new Set([200]));
});

test("an address that is made up in front of the true one does not help", async () => {
  await times(4, () => ask("/guess", "10.0.0.4"));
  expect(await ask("/good", "1.2.3.4, 10.0.0.4")).toBe(429);
});

test("Shopify is never turned away, even while the secret is wrong", async () => {
  expect(await times(6, () => ask("/webhooks", "10.0.0.5", "POST"))).toEqual([401, 401, 401, 401, 401, 401]);
});

test("who tries tokens at the operator's page is turned away; whoever asks for numbers is not, even while the token is wrong", async () => {
  expect((await times(5, () => ask("/operations", "10.0.0.6"))).at(-1)).toBe(429);
  expect(new Set(await times(6, () => ask("/metrics", "10.0.0.7")))).toEqual(new Set([401]));
});
