/**
 * A process of its own that answers webhooks; tells its port to the parent, and on each message the processor time it has used (microseconds). `app`: the app's web edge. `file <path>`: the same server, reader and
 * check of the signature, but the delivery goes to a file (the baseline). `template`: as Shopify's app template does it.
 * `constant`: whatever it is asked, the same text.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import express from "express";
import { verified } from "../../app/features/intake/webhooks.server.ts";
import { createApp } from "../../app/web.server.ts";
import { openFileStore } from "./file-store.ts";

const [kind, path] = process.argv.slice(2);
const app =
  kind === "file" && path !== undefined
    ? await fileEdge(path)
    : kind === "template"
      ? await templateEdge()
      : kind === "constant"
        ? express().post("*", express.raw({ type: () => true }), (_request, response) => response.json({ rates: [] }))
        : createApp();
const server: Server = app.listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port);
});

/** `authenticate.webhook`, then one `create` of Prisma's, which returns when it is durable; no row-level security, nothing shared. */
async function templateEdge(): Promise<express.Express> {
  const { shopify } = await import("../../app/shopify.server.ts");
  const { PrismaClient } = await import("../../app/platform/db/generated/client.ts");
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: process.env["OWNER_URL"], max: 20 }),
  });
  const edge = express().disable("x-powered-by");
  const store = async (request: express.Request) => {
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const asked = new Request("http://127.0.0.1/webhooks", {
      method: "POST",
      headers,
      body: new Uint8Array(request.body as Buffer),
    });
    const { shop, topic, webhookId } = await shopify.authenticate.webhook(asked);
    await prisma.strayDelivery.create({ data: { domain: shop, topic, webhookId, receivedAt: new Date() } });
  };
  edge.post("/webhooks", express.raw({ type: () => true, limit: "5mb" }), (request, response, next) => {
    store(request).then(() => response.status(200).send(""), next);
  });
  return edge;
}

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});

async function fileEdge(file: string): Promise<express.Express> {
  const store = await openFileStore(file);
  const edge = express().disable("x-powered-by").set("trust proxy", true);
  edge.post("/webhooks", express.raw({ type: () => true, limit: "5mb" }), (request, response, next) => {
    const checked = verified(request);
    if (!checked.ok) {
      response.status(checked.answer.status).end();
      return;
    }
    store([Buffer.from(`${JSON.stringify(checked.headers)}\n`), checked.body, Buffer.from("\n")])
      .then(() => response.status(200).type("text/plain").send(""))
      .catch(next);
  });
  return edge;
}
