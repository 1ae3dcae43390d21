import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { API_SECRET, openFaces, type OpenFaces } from "./fixture/open-faces.ts";
import { forwardToApp } from "./app-proxy.ts";

let faces: OpenFaces;
let edge: Server;
beforeEach(async () => {
  faces = await openFaces();
});
afterEach(async () => {
  edge.close();
  await faces.close();
});

test("a visitor's request reaches the app with its form, signed over all that is in its address, without its cookies", async () => {
  const seen: { url: string; body: string; cookie: string | undefined }[] = [];
  const app = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      seen.push({ url: request.url ?? "", body, cookie: request.headers.cookie });
      response.writeHead(404, { "content-type": "text/html" }).end("<p>none</p>");
    });
  });
  const appUrl = await listening(app);
  edge = createServer((request, response) => {
    const world = { ...faces.world, app: { ...faces.world.app, url: appUrl } };
    const url = new URL(request.url ?? "", "http://shop");
    void forwardToApp(world, faces.shop, "/apps/entrega", url, request, response);
  });
  const answer = await fetch(`${await listening(edge)}/?t=a.b.c&shop=evil.myshopify.com`, {
    method: "POST",
    headers: { cookie: "a=b" },
    body: "order=%231001&email=ana%40example.com",
  });
  app.close();
  expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 404, text: "<p>none</p>" });
  const [request] = seen;
  expect(request).toMatchObject({ body: "order=%231001&email=ana%40example.com", cookie: undefined });
  const { signature, ...query } = Object.fromEntries(new URL(request?.url ?? "", appUrl).searchParams);
  expect(query).toMatchObject({ t: "a.b.c", shop: faces.shop.domain, path_prefix: "/apps/entrega" });
  const text = Object.entries(query)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => `${name}=${value}`)
    .join("");
  expect(signature).toBe(createHmac("sha256", API_SECRET).update(text).digest("hex"));
});

async function listening(server: Server): Promise<string> {
  server.listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://localhost:${String((server.address() as AddressInfo).port)}`;
}
